package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.health.LayerHealth;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import io.attune.experiments.nn.Judgement;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Optimizer;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Mini-batch gradient descent, epoch by epoch. The order of examples, how images change and the
 * units left out in an epoch follow from seed and epoch, so the state between epochs is weights,
 * statistics, memory, means and a count.
 */
final class Learner {
  private final Backend backend;
  private final Network network;
  private final Optimizer optimizer;
  private final boolean penalized;
  private final Loss loss;
  private final Pacer pacer;
  private final Averaging averaging;
  private final LayerHealth health;
  private final Examples examples;
  private final Form form;
  private final BatchReader reader;
  private final HostBuffer gradient;
  private final int batchSize;
  private final long seed;

  Learner(Backend backend, Network network, Settings settings, Dataset data, long seed) {
    UpdateKnobs update = settings.update();
    this.backend = backend;
    this.network = network;
    this.optimizer =
        new Optimizer(
            backend, network.variables(), update.rule(), update.restraint(), update.clip());
    this.penalized = update.restraint().penalizes();
    this.form = Form.of(data);
    this.loss = settings.loss().loss(form);
    this.averaging = new Averaging(backend, network, settings.run().pace());
    this.health = new LayerHealth(network, settings.health().detail());
    this.examples = data.train();
    this.batchSize = settings.run().batchSize(examples.size());
    this.pacer = Pacer.of(settings, (examples.size() + batchSize - 1) / batchSize);
    this.reader = data.learningReader(batchSize);
    this.gradient = HostBuffer.of(batchSize * form.outputs());
    this.seed = seed;
  }

  /**
   * Goes once through all examples.
   *
   * @param epoch from 1
   * @param done is told after each update how many examples the epoch has seen
   * @return loss and hits while learning, with units left out and weights changing
   * @throws InterruptedException if the thread was interrupted
   */
  Tally learn(long epoch, IntConsumer done) throws InterruptedException {
    int[] order = CounterRandom.of(seed, Purpose.ORDER, epoch).permutation(examples.size());
    CounterRandom dropout = CounterRandom.of(seed, Purpose.DROPOUT, epoch);
    reader.draw(CounterRandom.of(seed, Purpose.AUGMENTATION, epoch));
    Tally tally = Tally.NOTHING;
    for (int from = 0; from < order.length; from += batchSize) {
      if (Thread.interrupted()) {
        throw new InterruptedException("training was interrupted in epoch " + epoch);
      }
      int size = Math.min(batchSize, order.length - from);
      reader.read(examples, order, from, from + size);
      boolean watched = health.watches() && from + size == order.length;
      tally = tally.plus(backend.scoped(() -> update(size, dropout, watched)), size);
      done.accept(from + size);
    }
    backend.scoped(() -> endEpoch(epoch));
    return tally;
  }

  /** Puts the weights in place that the end of an epoch is judged by. */
  void showBest(long epoch) {
    if (averaging.has(epoch)) {
      averaging.putInPlace();
      new Calibration(backend, network, examples, form, reader).run(batchSize);
    }
  }

  /** Puts the weights back that learning goes on with. */
  void showLearned(long epoch) {
    if (averaging.has(epoch)) {
      averaging.takeAway();
    }
  }

  /** Takes the validation loss at the end of an epoch, which may lower the learning rate. */
  void see(double validationLoss) {
    pacer.see(validationLoss);
  }

  /** The learning rate of the last update. */
  double rate() {
    return pacer.lastRate();
  }

  int size() {
    return examples.size();
  }

  Form form() {
    return form;
  }

  /** What is known of the layers as the last update of an epoch found them. */
  LayerHealth health() {
    return health;
  }

  /** What L1 and L2 add to the loss of the data now; empty without them. */
  OptionalDouble penalty() {
    return penalized
        ? OptionalDouble.of(backend.scoped(optimizer::penalty))
        : OptionalDouble.empty();
  }

  long updates() {
    return optimizer.updates();
  }

  /** Goes on counting after this many updates. */
  void resume(long updates) {
    optimizer.resume(updates);
  }

  /** What the learning rate depends on beyond the count of updates. */
  Pacer pacer() {
    return pacer;
  }

  List<Tensor> weights() {
    return network.tensors();
  }

  /** All tensors that the next epoch depends on, in a fixed order. */
  List<Tensor> state() {
    return Stream.of(network.tensors(), optimizer.memory(), averaging.state())
        .flatMap(List::stream)
        .toList();
  }

  private Judgement update(int size, CounterRandom dropout, boolean watched) {
    Tensor input = form.input(backend, reader, size);
    Tensor scores = backend.record(() -> network.train(input, dropout));
    Judgement result = loss.of(scores.toArray(), form.targets(reader, size));
    gradient.put(0, result.gradient());
    backend.backward(scores, backend.view(gradient, size, form.outputs()));
    if (watched) {
      health.beforeUpdate();
    }
    long done = optimizer.updates();
    optimizer.update(pacer.rate(done), pacer.progress(done));
    if (watched) {
      health.afterUpdate();
    }
    averaging.afterUpdate(optimizer.updates());
    return result;
  }

  private long endEpoch(long epoch) {
    averaging.afterEpoch(epoch);
    return epoch;
  }
}
