package io.attune.space;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Names of parameters, and the errors that quote them. */
final class Names {
  private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private Names() {}

  static void check(String name) {
    if (!VALID.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "parameter name \"%s\" must start with a letter or _ and go on with letters, digits, _ . -"
              .formatted(name));
    }
  }

  /** Puts the parameter's name before what a distribution complains of. */
  static Distribution blame(String name, Supplier<Distribution> distribution) {
    try {
      return distribution.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  static IllegalArgumentException refuse(Parameter parameter, Object value) {
    return new IllegalArgumentException(refusal(parameter, value));
  }

  static String refusal(Parameter parameter, Object value) {
    return "%s: %s is not one of its values; it takes %s."
        .formatted(parameter.name(), value, range(parameter));
  }

  private static String range(Parameter parameter) {
    if (parameter instanceof CategoricalParameter categorical) {
      return categorical.choices().toString();
    }
    return parameter instanceof IntParameter whole
        ? range("whole numbers", whole.distribution(), whole.quantum() == 1 ? 0 : whole.quantum())
        : range(
            "numbers",
            ((FloatParameter) parameter).distribution(),
            ((FloatParameter) parameter).quantum());
  }

  private static String range(String kind, Distribution distribution, double quantum) {
    String steps = quantum == 0 ? "" : " in steps of " + quantum;
    return "%s from %s to %s%s".formatted(kind, distribution.min(), distribution.max(), steps);
  }

  static IllegalStateException unbounded(Parameter parameter) {
    return new IllegalStateException(
        parameter.name()
            + ": a continuous range has no list of values. Maybe give `values` or `q`.");
  }

  /** Whole numbers become Long and fractions Double, so that equal values compare equal. */
  static Object normal(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Float f ? Double.parseDouble(f.toString()) : value;
  }
}
