package io.attune.space;

import java.util.Optional;

/** Values as the parameters themselves give them: 1 is 1.0 for a real number, 64.0 a whole 64. */
final class Spelling {
  private Spelling() {}

  /** The value as a parameter spells it; empty if the parameter never takes it. */
  static Optional<Object> of(Parameter parameter, Object value) {
    if (parameter instanceof CategoricalParameter categorical) {
      return categorical.accepts(value)
          ? Optional.of(value)
          : categorical.choices().stream().filter(one -> Condition.same(one, value)).findFirst();
    }
    if (!parameter.accepts(value)) {
      return Optional.empty();
    }
    Number number = (Number) value;
    return Optional.of(
        parameter instanceof IntParameter ? (Object) number.longValue() : number.doubleValue());
  }

  /** The only value that a parameter takes; empty if it takes several. */
  static Optional<Object> only(Parameter parameter) {
    return parameter.cardinality().orElse(2) == 1
        ? Optional.of(parameter.values().get(0))
        : Optional.empty();
  }
}
