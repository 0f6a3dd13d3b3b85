package io.attune.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a parameter applies: every named parent must be active and have one of the listed values.
 *
 * @param parents parent name to the values that activate the child; empty means always
 */
public record Condition(Map<String, List<Object>> parents) {
  /** No condition. */
  public static final Condition ALWAYS = new Condition(Map.of());

  /** Copies the map, keeping its order, and checks that every parent is given a value. */
  public Condition {
    LinkedHashMap<String, List<Object>> copy = new LinkedHashMap<>();
    parents.forEach(
        (parent, values) -> copy.put(parent, values.stream().map(Names::normal).toList()));
    if (copy.containsValue(List.of())) {
      throw new IllegalArgumentException(
          "when needs at least one value for each parent, but is " + copy + ".");
    }
    parents = Collections.unmodifiableMap(copy);
  }

  /** Holds where the parent has one of the values. */
  public static Condition when(String parent, Object... values) {
    return new Condition(Map.of(parent, List.of(values)));
  }

  /**
   * Whether the condition holds among the active values chosen so far. Numbers compare by value, so
   * that 1 asks for 1.0 as well.
   */
  public boolean holds(Map<String, Object> active) {
    for (Map.Entry<String, List<Object>> parent : parents.entrySet()) {
      if (!met(parent.getValue(), active.get(parent.getKey()))) {
        return false;
      }
    }
    return true;
  }

  static boolean met(List<Object> wanted, @Nullable Object value) {
    return value != null && wanted.stream().anyMatch(one -> same(one, value));
  }

  /** Whether two values are equal, numbers by value. */
  static boolean same(Object wanted, Object value) {
    if (wanted instanceof Number one && value instanceof Number other) {
      return one.doubleValue() == other.doubleValue();
    }
    return wanted.equals(value);
  }
}
