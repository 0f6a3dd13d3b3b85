package io.attune.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One choice of values: what a trial runs with. Inactive parameters are absent. Two assignments are
 * equal when they hold equal values, whatever the order. Immutable.
 */
public record Assignment(Map<String, Object> values) {
  /** Copies the map, keeping its order. */
  public Assignment {
    LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, Names.normal(value)));
    values = Collections.unmodifiableMap(copy);
  }

  /** Whether the parameter is active here. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value of a number, as a double. */
  public double number(String name) {
    return get(name, Number.class).doubleValue();
  }

  /** The value of a number, or {@code otherwise} where the parameter is not active. */
  public double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  /**
   * The value of a whole number.
   *
   * @throws ArithmeticException if it does not fit an int
   */
  public int integer(String name) {
    Number value = get(name, Number.class);
    if (value.doubleValue() != Math.rint(value.doubleValue())) {
      throw new IllegalArgumentException(name + ": " + value + " is not a whole number.");
    }
    if (value.doubleValue() != value.intValue()) {
      throw new ArithmeticException(name + ": " + value + " does not fit an int.");
    }
    return value.intValue();
  }

  /** The value of a whole number, or {@code otherwise} where the parameter is not active. */
  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /** The value of a text. */
  public String text(String name) {
    return get(name, String.class);
  }

  /** The value of a text, or {@code otherwise} where the parameter is not active. */
  public String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** The value of a truth value, or {@code otherwise} where the parameter is not active. */
  public boolean flag(String name, boolean otherwise) {
    return has(name) ? get(name, Boolean.class) : otherwise;
  }

  private <T> T get(String name, Class<T> type) {
    @Nullable Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "parameter %s is not set here; there are %s.".formatted(name, values.keySet()));
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "parameter %s is %s, not a %s.".formatted(name, value, type.getSimpleName()));
    }
    return type.cast(value);
  }
}
