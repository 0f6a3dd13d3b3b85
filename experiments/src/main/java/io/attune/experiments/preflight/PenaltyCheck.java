package io.attune.experiments.preflight;

import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Backend;
import io.attune.run.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Turning regularization up must raise the loss. What the sweep would use is turned up tenfold;
 * where it uses no penalty, L2 is turned on. Biases carry none, so weights that are all 0 have
 * nothing to raise it by.
 */
final class PenaltyCheck implements Check {
  private static final double USUAL = 1e-3;
  private static final double UP = 10;

  private final Supplier<? extends Backend> backends;

  PenaltyCheck(Supplier<? extends Backend> backends) {
    this.backends = backends;
  }

  @Override
  public String name() {
    return "regularization raises the loss";
  }

  @Override
  public Finding of(Subject subject) {
    Restraint used = subject.restraint();
    Restraint low = used.penalizes() ? used : scaled(new Restraint(0, USUAL, 0, 1), 1);
    try (Backend backend = backends.get()) {
      Network network = subject.network(backend);
      double before = penalty(backend, network, low);
      double after = penalty(backend, network, scaled(low, UP));
      Map<String, Double> evidence = new LinkedHashMap<>();
      evidence.put("penalty", before);
      evidence.put("after turning it up by 10", after);
      boolean nothing = penalty(backend, network, new Restraint(1, 0, 0, 1)) == 0;
      return after > before || (nothing && hasWeights(network))
          ? Finding.passed(name(), evidence)
          : Finding.failed(
              name(),
              evidence,
              "the penalty does not grow with l1 and l2. Maybe the network's weights are not"
                  + " counted as weights.");
    }
  }

  private static boolean hasWeights(Network network) {
    return network.variables().stream().anyMatch(Variable::isWeight);
  }

  private static Restraint scaled(Restraint restraint, double factor) {
    return new Restraint(
        restraint.l1() * factor, restraint.l2() * factor, 0, Double.POSITIVE_INFINITY);
  }

  private static double penalty(Backend backend, Network network, Restraint restraint) {
    return backend.scoped(
        () ->
            network.variables().stream()
                .filter(Variable::isWeight)
                .mapToDouble(variable -> restraint.penalty(variable.value()))
                .sum());
  }
}
