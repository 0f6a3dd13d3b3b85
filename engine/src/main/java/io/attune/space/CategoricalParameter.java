package io.attune.space;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * One of a list of values without order: texts, numbers, truth values, or lists and maps of these.
 * A single choice is a constant.
 *
 * @param choices at least one, all different
 * @param probabilities empty for equally likely choices, else one per choice with sum 1
 */
public record CategoricalParameter(
    String name, List<Object> choices, List<Double> probabilities, Condition condition)
    implements Parameter {

  /** Copies the lists and checks them. */
  public CategoricalParameter {
    Names.check(name);
    choices = choices.stream().map(Names::normal).toList();
    choices.forEach(choice -> Names.checkKind(name, choice, Names.DEEPEST));
    probabilities = List.copyOf(probabilities);
    checkChoices(name, choices);
    checkProbabilities(name, choices, probabilities);
  }

  /** Equally likely choices. */
  public static CategoricalParameter of(String name, Object... choices) {
    return new CategoricalParameter(name, List.of(choices), List.of(), Condition.ALWAYS);
  }

  /** A value that never varies. */
  public static CategoricalParameter constant(String name, Object value) {
    return of(name, value);
  }

  private static void checkChoices(String name, List<Object> choices) {
    if (choices.isEmpty()) {
      throw new IllegalArgumentException(name + ": needs at least one value, but has none.");
    }
    HashSet<Object> seen = new HashSet<>();
    for (Object choice : choices) {
      if (!seen.add(choice)) {
        throw new IllegalArgumentException(name + ": value " + choice + " is listed twice.");
      }
    }
  }

  private static void checkProbabilities(
      String name, List<Object> choices, List<Double> probabilities) {
    if (probabilities.isEmpty()) {
      return;
    }
    if (probabilities.size() != choices.size()) {
      throw new IllegalArgumentException(
          "%s: %d values but %d probabilities; give one for each value."
              .formatted(name, choices.size(), probabilities.size()));
    }
    double sum = 0;
    for (double p : probabilities) {
      if (!(p >= 0) || p > 1) {
        throw new IllegalArgumentException(name + ": probability " + p + " is not in [0, 1].");
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException(name + ": probabilities sum to " + sum + ", not to 1.");
    }
  }

  @Override
  public CategoricalParameter when(Condition condition) {
    return new CategoricalParameter(name, choices, probabilities, condition);
  }

  @Override
  public Object decode(double unit) {
    double p = Checks.unit(unit);
    double sum = 0;
    int chosen = 0;
    for (int i = 0; i < choices.size(); i++) {
      if (probability(i) > 0) {
        chosen = i;
        sum += probability(i);
        if (p < sum) {
          break;
        }
      }
    }
    return choices.get(chosen);
  }

  @Override
  public double encode(Object value) {
    int index = choices.indexOf(value);
    if (index < 0) {
      throw Names.refuse(this, value);
    }
    double below = 0;
    for (int i = 0; i < index; i++) {
      below += probability(i);
    }
    return below + probability(index) / 2;
  }

  @Override
  public boolean accepts(Object value) {
    return choices.contains(value);
  }

  @Override
  public OptionalLong cardinality() {
    return OptionalLong.of(choices.size());
  }

  @Override
  public List<Object> values() {
    return choices;
  }

  private double probability(int index) {
    return probabilities.isEmpty() ? 1.0 / choices.size() : probabilities.get(index);
  }
}
