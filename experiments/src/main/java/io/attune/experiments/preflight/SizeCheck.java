package io.attune.experiments.preflight;

import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Backend;
import io.attune.run.Finding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Parameters against measurements. More unknowns than equations can fit anything; networks do so
 * and generalize all the same, so tenfold is doubted only where nothing works against it.
 */
final class SizeCheck implements Check {
  private static final double MANY = 10;

  private final Supplier<? extends Backend> backends;

  SizeCheck(Supplier<? extends Backend> backends) {
    this.backends = backends;
  }

  @Override
  public String name() {
    return "parameters and examples";
  }

  @Override
  public Finding of(Subject subject) {
    long examples = subject.data().train().size();
    long parameters = parameters(subject);
    Map<String, Double> evidence = new LinkedHashMap<>();
    evidence.put("parameters", (double) parameters);
    evidence.put("training examples", (double) examples);
    return parameters > MANY * examples && !subject.regularized()
        ? Finding.doubtful(
            name(),
            evidence,
            "the network can learn the examples by heart. Expect a gap between training and"
                + " validation; l2, dropout, augmentation or patience work against it, and so does"
                + " a smaller network.")
        : Finding.passed(name(), evidence);
  }

  private long parameters(Subject subject) {
    try (Backend backend = backends.get()) {
      return subject.network(backend).variables().stream()
          .map(Variable::value)
          .mapToLong(tensor -> Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b))
          .sum();
    }
  }
}
