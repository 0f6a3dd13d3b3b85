package io.attune.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that may vary, as points of the unit cube with one coordinate per parameter in
 * declaration order. Immutable and thread-safe.
 */
public final class SearchSpace {
  private final List<Parameter> parameters;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<Parameter> parentsFirst;

  /**
   * A space of parameters in the order shown to people; conditions may look forward.
   *
   * @throws IllegalArgumentException if names repeat, or a condition names an unknown parent, a
   *     value the parent never takes, or a parent that depends on the child
   */
  public SearchSpace(List<? extends Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
    for (Parameter parameter : this.parameters) {
      if (positions.put(parameter.name(), positions.size()) != null) {
        throw new IllegalArgumentException(
            "parameter " + parameter.name() + " is defined twice; names must differ.");
      }
    }
    this.parameters.forEach(this::checkCondition);
    this.parentsFirst = sorted();
  }

  /** A space of the given parameters. */
  public static SearchSpace of(Parameter... parameters) {
    return new SearchSpace(List.of(parameters));
  }

  /** The parameters in declaration order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The parameter with a name. */
  public Optional<Parameter> parameter(String name) {
    return Optional.ofNullable(positions.get(name)).map(parameters::get);
  }

  /** Number of coordinates. */
  public int dimensions() {
    return parameters.size();
  }

  /** The coordinate of a parameter. */
  public int position(String name) {
    Integer position = positions.get(name);
    if (position == null) {
      throw new IllegalArgumentException(
          "there is no parameter " + name + "; there are " + positions.keySet() + ".");
    }
    return position;
  }

  /**
   * The assignment at a point; coordinates of parameters that are not active there do not matter.
   *
   * @param unit one number in [0, 1] per parameter
   */
  public Assignment decode(double[] unit) {
    if (unit.length != dimensions()) {
      throw new IllegalArgumentException(
          "the space has %d dimensions, but the point has %d."
              .formatted(dimensions(), unit.length));
    }
    Map<String, Object> active = new HashMap<>();
    for (Parameter parameter : parentsFirst) {
      if (parameter.condition().holds(active)) {
        active.put(parameter.name(), parameter.decode(unit[position(parameter.name())]));
      }
    }
    return ordered(active);
  }

  /**
   * The point of an assignment; 0.5 where a parameter is not active.
   *
   * @throws IllegalArgumentException if {@link #problem} finds one
   */
  public double[] encode(Assignment assignment) {
    problem(assignment)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    double[] unit = new double[dimensions()];
    for (int i = 0; i < unit.length; i++) {
      Object value = assignment.values().get(parameters.get(i).name());
      unit[i] = value == null ? 0.5 : parameters.get(i).encode(value);
    }
    return unit;
  }

  /** Why an assignment is no point of this space; empty when it is one. */
  public Optional<String> problem(Assignment assignment) {
    for (String name : assignment.values().keySet()) {
      if (!positions.containsKey(name)) {
        return Optional.of(
            "there is no parameter " + name + "; there are " + positions.keySet() + ".");
      }
    }
    // Parents first, so that a wrong parent is blamed before the children that follow from it.
    return parentsFirst.stream().flatMap(p -> problem(p, assignment).stream()).findFirst();
  }

  /**
   * Number of different assignments; {@link Long#MAX_VALUE} if that is too many to count. Empty
   * where a parameter is continuous or unbounded.
   */
  public OptionalLong cardinality() {
    for (Parameter parameter : parameters) {
      if (parameter.cardinality().isEmpty()) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(new AssignmentCount(parentsFirst).count());
  }

  /** The parameters with every parent before its children, otherwise in declaration order. */
  public List<Parameter> parentsFirst() {
    return parentsFirst;
  }

  /** The assignment of some values, put into declaration order. */
  public Assignment ordered(Map<String, Object> active) {
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Object value = active.get(parameter.name());
      if (value != null) {
        values.put(parameter.name(), value);
      }
    }
    return new Assignment(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SearchSpace space && space.parameters.equals(parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return "SearchSpace" + parameters;
  }

  private static Optional<String> problem(Parameter parameter, Assignment assignment) {
    boolean active = parameter.condition().holds(assignment.values());
    Object value = assignment.values().get(parameter.name());
    if (active && value == null) {
      return Optional.of("parameter " + parameter.name() + " is missing.");
    }
    if (!active && value != null) {
      return Optional.of(
          "parameter %s is set to %s, but applies only when %s."
              .formatted(parameter.name(), value, parameter.condition().parents()));
    }
    if (value != null && !parameter.accepts(value)) {
      return Optional.of(Names.refusal(parameter, value));
    }
    return Optional.empty();
  }

  private void checkCondition(Parameter child) {
    child
        .condition()
        .parents()
        .forEach((parent, values) -> checkParent(child.name(), parent, values));
  }

  private void checkParent(String child, String name, List<Object> values) {
    Parameter parent =
        parameter(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: when names %s, which is no parameter; there are %s."
                            .formatted(child, name, positions.keySet())));
    for (Object value : values) {
      if (!parent.accepts(value)) {
        throw new IllegalArgumentException(
            "%s: when asks for %s = %s, a value it never takes.".formatted(child, name, value));
      }
    }
  }

  private List<Parameter> sorted() {
    List<Parameter> sorted = new ArrayList<>();
    List<Parameter> waiting = new ArrayList<>(parameters);
    while (!waiting.isEmpty()) {
      Parameter ready = firstReady(waiting, sorted);
      sorted.add(ready);
      waiting.remove(ready);
    }
    return List.copyOf(sorted);
  }

  private static Parameter firstReady(List<Parameter> waiting, List<Parameter> sorted) {
    Set<String> known = sorted.stream().map(Parameter::name).collect(Collectors.toSet());
    return waiting.stream()
        .filter(parameter -> known.containsAll(parameter.condition().parents().keySet()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the conditions of %s depend on each other in a circle."
                        .formatted(waiting.stream().map(Parameter::name).toList())));
  }
}
