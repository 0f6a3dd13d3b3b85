package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import io.attune.experiments.nn.Judgement;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Optimizer;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import io.attune.run.RateRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains while the learning rate grows by the same factor with every mini-batch, from far too low
 * to far too high (Smith 2017, "Cyclical learning rates for training neural networks", section 3.3,
 * with an exponential ramp in place of his linear one, for rates are searched on a logarithmic
 * scale). Ends where training falls apart.
 */
final class RateRamp {
  private static final double FIRST = 1e-7;
  private static final double LAST = 10;

  /** Enough for the smoothing, and no more than seconds of most networks. */
  private static final int FEWEST = 150;

  private static final int MOST = 400;

  /** What the past weighs in the smoothed loss. */
  private static final double MEMORY = 0.9;

  /** Times the least loss from which on nothing is to be learned any more. */
  private static final double RUINED = 4;

  private final Backend backend;
  private final Network network;
  private final Optimizer optimizer;
  private final Loss loss;
  private final Form form;
  private final Examples examples;
  private final BatchReader reader;
  private final HostBuffer gradient;
  private final int batchSize;
  private final int updates;
  private final long seed;
  private final List<RateRange.Point> points = new ArrayList<>();
  private double mean;

  RateRamp(Backend backend, Network network, Settings settings, Dataset data, long seed) {
    UpdateKnobs update = settings.update();
    this.backend = backend;
    this.network = network;
    this.optimizer =
        new Optimizer(
            backend, network.variables(), update.rule(), update.restraint(), update.clip());
    this.form = Form.of(data);
    this.loss = settings.loss().loss(form);
    this.examples = data.train();
    this.batchSize = settings.run().batchSize(examples.size());
    this.updates = Math.max(FEWEST, Math.min(MOST, examples.size() / batchSize));
    this.reader = data.learningReader(batchSize);
    this.gradient = HostBuffer.of(batchSize * form.outputs());
    this.seed = seed;
  }

  /** What every update began with. */
  List<RateRange.Point> run() {
    int update = 0;
    double best = Double.POSITIVE_INFINITY;
    boolean goesOn = true;
    for (long epoch = 1; goesOn && update < updates; epoch++) {
      int[] order = CounterRandom.of(seed, Purpose.ORDER, epoch).permutation(examples.size());
      CounterRandom dropout = CounterRandom.of(seed, Purpose.DROPOUT, epoch);
      reader.draw(CounterRandom.of(seed, Purpose.AUGMENTATION, epoch));
      for (int from = 0; goesOn && update < updates && from + batchSize <= order.length; ) {
        reader.read(examples, order, from, from + batchSize);
        double smoothed = update(update, dropout);
        goesOn = smoothed <= RUINED * best;
        best = Math.min(best, smoothed);
        from += batchSize;
        update++;
      }
    }
    return points;
  }

  private double update(int count, CounterRandom dropout) {
    double rate = FIRST * Math.pow(LAST / FIRST, (double) count / (updates - 1));
    double found = backend.scoped(() -> update(rate, dropout)).loss() / batchSize;
    mean = MEMORY * mean + (1 - MEMORY) * found;
    double smoothed = mean / (1 - Math.pow(MEMORY, count + 1));
    points.add(new RateRange.Point(rate, found, smoothed));
    return smoothed;
  }

  private Judgement update(double rate, CounterRandom dropout) {
    Tensor input = form.input(backend, reader, batchSize);
    Tensor scores = backend.record(() -> network.train(input, dropout));
    Judgement result = loss.of(scores.toArray(), form.targets(reader, batchSize));
    gradient.put(0, result.gradient());
    backend.backward(scores, backend.view(gradient, batchSize, form.outputs()));
    optimizer.update(rate, 0);
    return result;
  }
}
