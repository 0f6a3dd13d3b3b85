package io.attune.experiments.preflight;

import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Probe;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import io.attune.run.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * No layer may be dead or saturated before training begins: its units then pass no gradient on, and
 * nothing in front of it learns. A layer's worst share counts, from half on as a doubt and from 95
 * % on as a failure.
 */
final class LayerCheck implements Check {
  private static final double DOUBT = 0.5;
  private static final double FAILURE = 0.95;
  private static final int EXAMPLES = 100;

  private final Supplier<? extends Backend> backends;

  LayerCheck(Supplier<? extends Backend> backends) {
    this.backends = backends;
  }

  @Override
  public String name() {
    return "no dead or saturated layer";
  }

  @Override
  public Finding of(Subject subject) {
    List<Double> stuck = stuck(subject);
    int worst = 0;
    for (int i = 1; i < stuck.size(); i++) {
      worst = stuck.get(i) > stuck.get(worst) ? i : worst;
    }
    Map<String, Double> evidence = new LinkedHashMap<>();
    evidence.put("layers with an activation", (double) stuck.size());
    if (stuck.isEmpty()) {
      return Finding.passed(name(), evidence);
    }
    double share = stuck.get(worst);
    evidence.put("worst layer", worst + 1.0);
    evidence.put("share of it that is stuck", share);
    if (share < DOUBT) {
      return Finding.passed(name(), evidence);
    }
    String explanation =
        "units of this layer pass no gradient on. Maybe the weights are too large for the inputs or"
            + " all 0, or init_bias is far below 0: set initialization to he (relu) or xavier"
            + " (tanh, sigmoid), scale the inputs, or use batch_norm.";
    return share < FAILURE
        ? Finding.doubtful(name(), evidence, explanation)
        : Finding.failed(name(), evidence, explanation);
  }

  /** The share of each activation, in their order, that passes no gradient on. */
  private List<Double> stuck(Subject subject) {
    Batch batch = Batch.first(subject.data(), EXAMPLES);
    List<Double> shares = new ArrayList<>();
    try (Backend backend = backends.get()) {
      Network network = subject.network(backend);
      return backend.scoped(
          () -> {
            Probe.train(
                network,
                batch.on(backend),
                new SplittableRandom(1),
                (layer, input, output) -> look(layer, input, shares));
            return shares;
          });
    }
  }

  private static void look(Layer layer, Tensor input, List<Double> shares) {
    if (layer instanceof Activation activation) {
      shares.add(Stuck.of(activation).share(input));
    }
  }
}
