package io.attune.experiments.train;

import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings of a trainer. Immutable. */
final class Knobs {
  private final String trainer;
  private final Map<String, Knob> knobs = new LinkedHashMap<>();

  /** The settings of a trainer with a name. */
  Knobs(String trainer, Stream<Knob> knobs) {
    this.trainer = trainer;
    knobs.forEach(knob -> this.knobs.put(knob.name(), knob));
  }

  /** Each of them. */
  Stream<Knob> all() {
    return knobs.values().stream();
  }

  /** What is wrong with a space: names and values it can reach. */
  List<Problem> check(SearchSpace space) {
    return space.parameters().stream().flatMap(parameter -> check(parameter).stream()).toList();
  }

  /**
   * The assignment with every setting that was left out.
   *
   * @throws IllegalArgumentException if a name or a value is wrong
   */
  Assignment complete(Assignment given) {
    given.values().forEach(this::require);
    Map<String, Object> all = new LinkedHashMap<>();
    for (Knob knob : knobs.values()) {
      Optional.ofNullable(given.values().get(knob.name()))
          .or(knob::fallback)
          .ifPresent(value -> all.put(knob.name(), value));
    }
    return new Assignment(all);
  }

  private void require(String name, Object value) {
    problem(name, List.of(value))
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(name + ": " + problem);
            });
  }

  private Optional<Problem> check(Parameter parameter) {
    return problem(parameter.name(), Reachable.values(parameter))
        .map(message -> new Problem(parameter.name(), message));
  }

  private Optional<String> problem(String name, List<Object> values) {
    Knob knob = knobs.get(name);
    if (knob == null) {
      String hint = Spelling.hint(name, knobs.keySet());
      return Optional.of(
          "is no setting of %s.%s".formatted(trainer, hint.isEmpty() ? known() : hint));
    }
    return values.stream().flatMap(value -> knob.problem(value).stream()).findFirst();
  }

  private String known() {
    return " Known: " + String.join(", ", knobs.keySet()) + ".";
  }
}
