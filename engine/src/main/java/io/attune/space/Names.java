package io.attune.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of parameters, and the errors that quote them. */
final class Names {
  private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{N}_.:-][\\p{L}\\p{N}_./: -]*");

  /** Levels of lists and maps that a value may have. */
  static final int DEEPEST = 32;

  private Names() {}

  static void check(String name) {
    if (!VALID.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "parameter name \"%s\" must be made of letters, digits, and _ . - : with / and spaces inside."
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

  /**
   * Whole numbers become Long and fractions Double, also inside lists and maps, so that equal
   * values compare equal.
   */
  static Object normal(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return Double.parseDouble(number.toString());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Names::normal).toList();
    }
    return value instanceof Map<?, ?> map ? normal(map) : value;
  }

  private static Object normal(Map<?, ?> map) {
    LinkedHashMap<Object, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, normal(value)));
    return Collections.unmodifiableMap(copy);
  }

  /** Checks that a value, made {@link #normal}, is of a type that can be kept and read back. */
  static void checkKind(String name, @Nullable Object value, int levels) {
    if (levels == 0) {
      throw new IllegalArgumentException(
          name + ": a value is nested more than " + DEEPEST + " levels deep.");
    }
    if (value instanceof List<?> list) {
      list.forEach(item -> checkKind(name, item, levels - 1));
    } else if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> checkText(name, key));
      map.values().forEach(item -> checkKind(name, item, levels - 1));
    } else if (!(value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof Nothing)) {
      checkText(name, value);
    }
  }

  private static void checkText(String name, @Nullable Object value) {
    if (!(value instanceof String)) {
      throw new IllegalArgumentException(
          "%s: %s is a %s; values are text, numbers, truth values, and lists and maps of these."
              .formatted(name, value, value == null ? "null" : value.getClass().getSimpleName()));
    }
  }
}
