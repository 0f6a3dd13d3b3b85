package io.attune.space;

import java.util.ArrayList;
import java.util.List;

/** A list of choices with one more, or one less. */
final class Choices {
  private Choices() {}

  static CategoricalParameter of(Parameter parameter) {
    if (parameter instanceof CategoricalParameter categorical) {
      return categorical;
    }
    throw new IllegalArgumentException(
        "%s is a number, not a list of choices. Maybe widen or narrow it."
            .formatted(parameter.name()));
  }

  /** One more choice, as likely as the average of the others; numbers that ascend still do. */
  static CategoricalParameter plus(CategoricalParameter parameter, Object choice) {
    if (Spelling.of(parameter, choice).isPresent()) {
      throw new IllegalArgumentException(
          "%s takes %s already: %s.".formatted(parameter.name(), choice, parameter.choices()));
    }
    int at = position(parameter.choices(), choice);
    List<Object> choices = new ArrayList<>(parameter.choices());
    choices.add(at, choice);
    List<Double> shares = new ArrayList<>(parameter.probabilities());
    if (!shares.isEmpty()) {
      double share = 1.0 / choices.size();
      shares.replaceAll(other -> other * (1 - share));
      shares.add(at, share);
    }
    return new CategoricalParameter(parameter.name(), choices, shares, parameter.condition());
  }

  static CategoricalParameter minus(CategoricalParameter parameter, Object choice) {
    Object known =
        Spelling.of(parameter, choice).orElseThrow(() -> Names.refuse(parameter, choice));
    int at = parameter.choices().indexOf(known);
    List<Object> choices = new ArrayList<>(parameter.choices());
    choices.remove(at);
    List<Double> shares = new ArrayList<>(parameter.probabilities());
    if (!shares.isEmpty()) {
      shares.remove(at);
      double sum = shares.stream().mapToDouble(share -> share).sum();
      shares.replaceAll(share -> share / sum);
    }
    if (choices.isEmpty() || shares.stream().anyMatch(share -> share.isNaN())) {
      throw new IllegalArgumentException(
          "%s takes nothing but %s; there must be a value left."
              .formatted(parameter.name(), choice));
    }
    return new CategoricalParameter(parameter.name(), choices, shares, parameter.condition());
  }

  /** Where numbers that ascend go on ascending; else the end. */
  private static int position(List<Object> choices, Object choice) {
    double last = Double.NEGATIVE_INFINITY;
    int position = 0;
    for (Object other : choices) {
      if (!(other instanceof Number number)
          || !(choice instanceof Number added)
          || number.doubleValue() < last) {
        return choices.size();
      }
      last = number.doubleValue();
      position += last < added.doubleValue() ? 1 : 0;
    }
    return position;
  }
}
