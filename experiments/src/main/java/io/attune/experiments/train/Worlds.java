package io.attune.experiments.train;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The trials that a space allows, as far as a few settings go: every combination of choices and
 * ends of ranges that conditions let happen. Only parameters that matter are combined.
 *
 * @param fallback what a setting is when nobody says
 */
record Worlds(SearchSpace space, Function<String, Optional<Object>> fallback) {
  /** More combinations than this are not looked at; the trials themselves still are. */
  private static final int MOST = 100_000;

  /** Whether the space has this parameter. */
  boolean has(String name) {
    return space.parameter(name).isPresent();
  }

  /** What some settings are together, in each combination; those left out have their default. */
  Stream<Assignment> of(Collection<String> names) {
    return combinations(names).map(given -> completed(given, names));
  }

  /** What some settings are together, in each combination that sets another one. */
  List<Assignment> beside(String set, List<String> names) {
    if (!has(set)) {
      return List.of();
    }
    return combinations(Stream.concat(Stream.of(set), names.stream()).toList())
        .filter(given -> given.containsKey(set))
        .map(given -> completed(given, names))
        .toList();
  }

  private Stream<Map<String, Object>> combinations(Collection<String> names) {
    Stream<Map<String, Object>> worlds = Stream.of(Map.of());
    Set<String> relevant = withParents(names);
    for (Parameter parameter : space.parentsFirst()) {
      if (relevant.contains(parameter.name())) {
        worlds = worlds.flatMap(world -> with(world, parameter));
      }
    }
    return worlds.limit(MOST);
  }

  private Stream<Map<String, Object>> with(Map<String, Object> world, Parameter parameter) {
    return parameter.condition().holds(world)
        ? options(parameter).stream().map(value -> plus(world, parameter.name(), value))
        : Stream.of(world);
  }

  private Assignment completed(Map<String, Object> given, Collection<String> names) {
    Map<String, Object> all = new LinkedHashMap<>(given);
    for (String name : names) {
      fallback.apply(name).ifPresent(value -> all.putIfAbsent(name, value));
    }
    return new Assignment(all);
  }

  private Set<String> withParents(Collection<String> names) {
    Set<String> found = new HashSet<>();
    List<String> open = new ArrayList<>(names);
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      if (found.add(name)) {
        space
            .parameter(name)
            .ifPresent(parameter -> open.addAll(parameter.condition().parents().keySet()));
      }
    }
    return found;
  }

  /** What stands for all values, and the values that conditions ask for. */
  private Set<Object> options(Parameter parameter) {
    Set<Object> options = new LinkedHashSet<>(extremes(parameter));
    space.parameters().stream()
        .flatMap(
            child -> child.condition().parents().getOrDefault(parameter.name(), List.of()).stream())
        .filter(parameter::accepts)
        .filter(value -> !(parameter instanceof CategoricalParameter))
        .forEach(options::add);
    return options;
  }

  private static Map<String, Object> plus(Map<String, Object> world, String name, Object value) {
    Map<String, Object> larger = new LinkedHashMap<>(world);
    larger.put(name, value);
    return larger;
  }

  /** Values that stand for all a parameter can take: each choice, or both ends and the middle. */
  static List<Object> extremes(Parameter parameter) {
    if (parameter instanceof CategoricalParameter categorical) {
      return categorical.choices();
    }
    List<Object> ends = List.of(parameter.decode(0), parameter.decode(1));
    boolean continuous = parameter instanceof FloatParameter number && number.quantum() == 0;
    return continuous && !ends.get(0).equals(ends.get(1))
        ? Stream.concat(ends.stream(), Stream.of(parameter.decode(1 / Math.E))).toList()
        : ends;
  }
}
