package io.attune.experiments.preflight;

import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Probe;
import io.attune.experiments.tensor.Backend;
import io.attune.run.Finding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Twenty examples must be learned by heart, with everything off that works against it. Adam at a
 * few rates stands in for what the sweep will use: the question is whether the network can learn,
 * not whether the sweep's rates are good. A linear network separates no more examples for sure than
 * it has inputs, and one more, so it gets no more than that; few inputs make anything hard, and
 * only doubt is cast where they do.
 */
final class OverfitCheck implements Check {
  private static final int EXAMPLES = 20;
  private static final double[] RATES = {1e-3, 1e-2, 1e-4};

  private final Supplier<? extends Backend> backends;
  private final Duration limit;

  /**
   * A check.
   *
   * @param limit how long to try; what is not learned by then is doubted at most
   */
  OverfitCheck(Supplier<? extends Backend> backends, Duration limit) {
    this.backends = backends;
    this.limit = limit;
  }

  @Override
  public String name() {
    return Preflight.BY_HEART;
  }

  @Override
  public Finding of(Subject subject) {
    try (Backend backend = backends.get()) {
      Network network = subject.network(backend);
      int inputs = subject.data().shape().size();
      Batch all = Batch.first(subject.data(), EXAMPLES);
      boolean linear = isLinear(backend, network, all);
      int count = linear ? Math.min(EXAMPLES, inputs + 1) : EXAMPLES;
      Batch batch = Batch.first(subject.data(), count);
      Cramming best = cram(new Cramming(backend, network, subject.loss(), batch));
      return judge(best, subject, batch, inputs < EXAMPLES);
    }
  }

  private Cramming cram(Cramming cramming) {
    long end = System.nanoTime() + limit.toNanos();
    for (double rate : RATES) {
      cramming.run(rate, end);
      if (cramming.done() || cramming.outOfTime()) {
        return cramming;
      }
    }
    return cramming;
  }

  private Finding judge(Cramming run, Subject subject, Batch batch, boolean fewInputs) {
    Map<String, Double> evidence = new LinkedHashMap<>();
    evidence.put("examples", (double) batch.size());
    evidence.put("first loss", run.firstLoss());
    evidence.put("best loss", run.bestLoss());
    if (subject.hasClasses()) {
      evidence.put("learned", (double) run.hits());
    }
    evidence.put("updates", (double) run.updates());
    if (run.done()) {
      return Finding.passed(name(), evidence);
    }
    if (run.outOfTime()) {
      return Finding.doubtful(
          name(), evidence, "there was no time to learn them all. That alone is no bad sign.");
    }
    boolean learnsNothing = !(run.bestLoss() < 0.9 * run.firstLoss());
    String explanation =
        learnsNothing
            ? "the loss hardly falls, whatever the learning rate. Maybe no gradient reaches the"
                + " weights (initialization zeros, dead units), or inputs and labels do not"
                + " belong together."
            : "they are not all learned, with regularization off. Maybe the network is too small"
                + " (more units or layers), inputs or targets are not scaled (preprocessing:"
                + " standardize_channel), or equal inputs have different labels.";
    return learnsNothing || !fewInputs
        ? Finding.failed(name(), evidence, explanation)
        : Finding.doubtful(name(), evidence, explanation);
  }

  private static boolean isLinear(Backend backend, Network network, Batch batch) {
    AtomicBoolean bent = new AtomicBoolean();
    backend.scoped(
        () ->
            Probe.train(
                    network,
                    batch.on(backend),
                    new SplittableRandom(1),
                    (layer, in, out) -> bent.compareAndSet(false, layer instanceof Activation))
                .shape());
    return !bent.get();
  }
}
