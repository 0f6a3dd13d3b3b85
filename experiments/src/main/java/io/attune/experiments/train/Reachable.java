package io.attune.experiments.train;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a space can ask for. Ranges are represented by their ends and middle, which suffices for
 * bounds; conditions are respected.
 */
final class Reachable {
  /** Checks stay quick: where there are more combinations, the first ones stand for all. */
  private static final int MOST = 20_000;

  private Reachable() {}

  /** Values that stand for all a parameter can take: each choice, or both ends and the middle. */
  static List<Object> values(Parameter parameter) {
    if (parameter instanceof CategoricalParameter categorical) {
      return categorical.choices();
    }
    List<Object> ends = List.of(parameter.decode(0), parameter.decode(1));
    boolean continuous = parameter instanceof FloatParameter number && number.quantum() == 0;
    return continuous && !ends.get(0).equals(ends.get(1))
        ? Stream.concat(ends.stream(), Stream.of(parameter.decode(1 / Math.E))).toList()
        : ends;
  }

  /** Combinations of some parameters, and of those that decide whether these apply. */
  static List<Assignment> combinations(SearchSpace space, Set<String> names) {
    List<Map<String, Object>> combinations = List.of(Map.of());
    for (Parameter parameter : space.parentsFirst()) {
      if (names.contains(parameter.name()) || decides(parameter, space, names)) {
        combinations =
            combinations.stream().flatMap(c -> extended(c, parameter)).limit(MOST).toList();
      }
    }
    return combinations.stream().map(Assignment::new).toList();
  }

  private static boolean decides(Parameter parent, SearchSpace space, Set<String> names) {
    return space.parameters().stream()
        .filter(child -> child.condition().parents().containsKey(parent.name()))
        .anyMatch(child -> names.contains(child.name()) || decides(child, space, names));
  }

  private static Stream<Map<String, Object>> extended(
      Map<String, Object> combination, Parameter parameter) {
    if (!parameter.condition().holds(combination)) {
      return Stream.of(combination);
    }
    List<Map<String, Object>> extended = new ArrayList<>();
    for (Object value : values(parameter)) {
      Map<String, Object> longer = new LinkedHashMap<>(combination);
      longer.put(parameter.name(), value);
      extended.add(longer);
    }
    return extended.stream();
  }
}
