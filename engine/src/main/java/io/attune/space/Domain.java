package io.attune.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a sweep searches at some moment: its space, with some parameters held at one value.
 * Immutable.
 *
 * @param fixed values of parameters that do not vary for now, wherever they apply
 */
public record Domain(SearchSpace space, Map<String, Object> fixed) {
  /**
   * Checks the fixed values.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it never has the value
   */
  public Domain {
    LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
    fixed.forEach((name, value) -> copy.put(name, spelled(space, name, value)));
    fixed = Collections.unmodifiableMap(copy);
  }

  /** A whole space. */
  public static Domain of(SearchSpace space) {
    return new Domain(space, Map.of());
  }

  /** What is left to search: fixed parameters are constants here. */
  public SearchSpace open() {
    return Pruning.held(space, fixed);
  }

  /** What is left to search once some parameters are given, whether or not they are in range. */
  public SearchSpace open(Assignment given) {
    Map<String, Object> held = new LinkedHashMap<>(fixed);
    held.putAll(given.values());
    return Pruning.held(space, held);
  }

  /** This domain after a change; see {@link SpaceEdit#apply}. */
  public Domain edit(SpaceEdit edit) {
    return edit.apply(this);
  }

  /**
   * Values of some parameters as a part of an assignment, spelled as the parameters spell them. The
   * other parameters are left open.
   *
   * @throws IllegalArgumentException if there is no such parameter, it never has the value, it is
   *     fixed to another, or the given values do not say that it applies
   */
  public Assignment part(Map<String, Object> values) {
    Map<String, Object> part = new LinkedHashMap<>();
    values.forEach((name, value) -> part.put(name, spelled(space, name, value)));
    part.forEach((name, value) -> checkFree(name, value));
    part.forEach((name, value) -> checkApplies(name, value, part));
    return space.ordered(part);
  }

  /** The values that {@link #part} would take; the others are left out. */
  public Assignment fitting(Map<String, Object> values) {
    Map<String, Object> part = new LinkedHashMap<>();
    for (Parameter parameter : space.parentsFirst()) {
      Optional.ofNullable(values.get(parameter.name()))
          .flatMap(value -> Spelling.of(parameter, value))
          .filter(value -> isFree(parameter.name(), value) && applies(parameter, part))
          .ifPresent(value -> part.put(parameter.name(), value));
    }
    return space.ordered(part);
  }

  /**
   * An assignment of another space as a point of this one. What the other space held constant and
   * this one does not know is left out; what is constant here and unknown there is put in.
   *
   * @return empty if it is no point of this space
   */
  public Optional<Assignment> adopt(Assignment assignment, SearchSpace from) {
    Map<String, Object> values = new LinkedHashMap<>(assignment.values());
    values
        .keySet()
        .removeIf(
            name ->
                space.parameter(name).isEmpty()
                    && from.parameter(name).flatMap(Spelling::only).isPresent());
    for (Parameter parameter : space.parentsFirst()) {
      Optional<Object> spelled =
          Optional.ofNullable(values.get(parameter.name()))
              .map(value -> Spelling.of(parameter, value).orElse(value))
              .or(
                  () ->
                      parameter.condition().holds(values)
                          ? Spelling.only(parameter)
                          : Optional.empty());
      spelled.ifPresent(value -> values.put(parameter.name(), value));
    }
    Assignment adopted = new Assignment(values);
    return space.problem(adopted).isEmpty() ? Optional.of(space.ordered(values)) : Optional.empty();
  }

  private static Object spelled(SearchSpace space, String name, Object value) {
    Parameter parameter = space.parameters().get(space.position(name));
    return Spelling.of(parameter, Names.normal(value))
        .orElseThrow(() -> Names.refuse(parameter, value));
  }

  private boolean isFree(String name, Object value) {
    return fixed.getOrDefault(name, value).equals(value);
  }

  private void checkFree(String name, Object value) {
    if (!isFree(name, value)) {
      throw new IllegalArgumentException(
          "%s is fixed to %s, not %s. Maybe free it first."
              .formatted(name, fixed.get(name), value));
    }
  }

  private void checkApplies(String name, Object value, Map<String, Object> part) {
    Parameter parameter = space.parameters().get(space.position(name));
    if (!applies(parameter, part)) {
      throw new IllegalArgumentException(
          "parameter %s is set to %s, but applies only when %s. Maybe give that as well."
              .formatted(name, value, parameter.condition().parents()));
    }
  }

  /** Whether given, fixed and constant values say that a parameter applies. */
  private boolean applies(Parameter parameter, Map<String, Object> part) {
    return parameter.condition().parents().entrySet().stream()
        .allMatch(parent -> Condition.met(parent.getValue(), known(parent.getKey(), part)));
  }

  private @Nullable Object known(String name, Map<String, Object> part) {
    Parameter parameter = space.parameters().get(space.position(name));
    Optional<Object> value =
        Optional.ofNullable(part.get(name))
            .or(() -> Optional.ofNullable(fixed.get(name)))
            .or(() -> Spelling.only(parameter));
    return value.filter(known -> applies(parameter, part)).orElse(null);
  }
}
