package io.attune.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of values and how often each is drawn. A value that is listed more than once is one choice
 * with the shares of all of them, which comes to the same draws as in W&amp;B.
 *
 * @param values each once
 * @param shares probabilities; empty if all are equal
 */
record Choices(List<Object> values, List<Double> shares) {
  /** W&amp;B takes sums that are this far from 1, such as three times 0.33333. */
  private static final double ROUNDED = 1.001e-5;

  /** What a parameter takes for equal to 1 itself; such sums are left to the last bit. */
  private static final double EXACT = 1e-6;

  /** Reads `values` and `probabilities`. */
  static Choices of(ParameterNode p) {
    List<Object> listed = items(p).stream().map(Expect::value).toList();
    List<Double> shares =
        p.get("probabilities")
            .map(node -> Expect.list(node, "[0.5, 0.3, 0.2]").stream().map(Expect::number).toList())
            .map(Choices::rounded)
            .orElse(List.of());
    if (!shares.isEmpty() && shares.size() != listed.size()) {
      throw Complaint.at(
          p.at("probabilities"),
          "%d values but %d probabilities; give one for each value.",
          listed.size(),
          shares.size());
    }
    boolean repeats = new HashSet<>(listed).size() < listed.size();
    return repeats ? merged(listed, shares) : new Choices(listed, shares);
  }

  /** The items that stand for a value which an earlier one stands for already. */
  static List<Node> repeated(ParameterNode p) {
    Set<Object> seen = new HashSet<>();
    List<Node> repeated = new ArrayList<>(p.get("values").isPresent() ? items(p) : List.of());
    repeated.removeIf(item -> seen.add(Expect.value(item)));
    return repeated;
  }

  private static List<Node> items(ParameterNode p) {
    return Expect.list(p.at("values"), "[1, 2, 3]");
  }

  private static Choices merged(List<Object> listed, List<Double> shares) {
    Map<Object, Double> sums = new LinkedHashMap<>();
    for (int i = 0; i < listed.size(); i++) {
      double share = shares.isEmpty() ? 1.0 / listed.size() : shares.get(i);
      sums.merge(listed.get(i), share, Double::sum);
    }
    return new Choices(List.copyOf(sums.keySet()), List.copyOf(sums.values()));
  }

  private static List<Double> rounded(List<Double> shares) {
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    double off = Math.abs(sum - 1);
    return off > EXACT && off <= ROUNDED ? shares.stream().map(p -> p / sum).toList() : shares;
  }
}
