package io.attune.experiments.preflight;

import io.attune.experiments.nn.AdaptiveRule;
import io.attune.experiments.nn.Clip;
import io.attune.experiments.nn.Judgement;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Optimizer;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.nn.Targets;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;

/** Learns one batch by heart, from the same first weights at each rate. */
final class Cramming {
  private static final int UPDATES = 150;

  /** Numbers count as learned once this share of their variance is left. */
  private static final double LEFT = 0.01;

  private final Backend backend;
  private final Network network;
  private final Loss loss;
  private final Batch batch;
  private final List<float[]> start;
  private final double goal;
  private double firstLoss = Double.NaN;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int hits;
  private int updates;
  private boolean done;
  private boolean outOfTime;

  Cramming(Backend backend, Network network, Loss loss, Batch batch) {
    this.backend = backend;
    this.network = network;
    this.loss = loss;
    this.batch = batch;
    this.start = network.tensors().stream().map(Tensor::toArray).toList();
    this.goal = LEFT * variance(batch.targets());
  }

  /** Tries again from the start, until all is learned, hope is gone or a moment has come. */
  void run(double rate, long end) {
    restore();
    Optimizer optimizer =
        new Optimizer(
            backend,
            network.variables(),
            new AdaptiveRule.Adam(0.9, 0.999, 1e-8),
            Restraint.NONE,
            new Clip(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    for (int update = 0; update < UPDATES && !done && !outOfTime; update++) {
      see(backend.scoped(() -> update(optimizer, rate)));
      outOfTime = System.nanoTime() - end > 0;
    }
  }

  /** Whether all examples are learned. */
  boolean done() {
    return done;
  }

  /** Whether it ended too early to tell. */
  boolean outOfTime() {
    return outOfTime && !done;
  }

  /** Mean loss at the start. */
  double firstLoss() {
    return firstLoss;
  }

  /** Least mean loss so far, at any rate. */
  double bestLoss() {
    return bestLoss;
  }

  /** Most examples that were right at once. */
  int hits() {
    return hits;
  }

  /** Updates so far, at all rates. */
  int updates() {
    return updates;
  }

  private void restore() {
    List<Tensor> tensors = network.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      tensors.get(i).assign(start.get(i));
    }
  }

  private Judgement update(Optimizer optimizer, double rate) {
    Tensor scores = backend.record(() -> network.train(batch.on(backend), new SplittableRandom(1)));
    Judgement result = loss.of(scores.toArray(), batch.targets());
    backend.backward(scores, backend.view(HostBuffer.of(result.gradient()), scores.shape()));
    optimizer.update(rate, 0);
    return result;
  }

  private void see(Judgement result) {
    double mean = result.loss() / batch.size();
    firstLoss = Double.isNaN(firstLoss) ? mean : firstLoss;
    bestLoss = Math.min(bestLoss, Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean);
    hits = Math.max(hits, result.hits());
    updates++;
    done =
        batch.targets() instanceof Targets.Classes ? result.hits() == batch.size() : mean <= goal;
  }

  private static double variance(Targets targets) {
    if (!(targets instanceof Targets.Numbers numbers)) {
      return 0;
    }
    double sum = 0;
    double squares = 0;
    for (float number : numbers.numbers()) {
      sum += number;
      squares += (double) number * number;
    }
    int count = numbers.numbers().length;
    return squares / count - sum / count * (sum / count);
  }
}
