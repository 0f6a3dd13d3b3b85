package io.attune.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a parameter applies: every named parent must be active and have one of the listed values.
 *
 * @param parents parent name to the values that activate the child; empty means always
 */
public record Condition(Map<String, List<Object>> parents) {
  /** No condition. */
  public static final Condition ALWAYS = new Condition(Map.of());

  /** Copies the map, keeping its order. */
  public Condition {
    LinkedHashMap<String, List<Object>> copy = new LinkedHashMap<>();
    parents.forEach((parent, values) -> copy.put(parent, List.copyOf(values)));
    parents = java.util.Collections.unmodifiableMap(copy);
  }

  /** Holds where the parent has one of the values. */
  public static Condition when(String parent, Object... values) {
    List<Object> normal = java.util.Arrays.stream(values).map(Names::normal).toList();
    return new Condition(Map.of(parent, normal));
  }

  /** Whether the condition holds among the active values chosen so far. */
  public boolean holds(Map<String, Object> active) {
    return parents.entrySet().stream()
        .allMatch(parent -> parent.getValue().contains(active.get(parent.getKey())));
  }
}
