package io.attune.experiments.train;

import io.attune.experiments.data.DataSource;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.nio.file.Path;
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

  /** What is wrong with a space: names, values it can reach, and data that is not there. */
  List<Problem> check(SearchSpace space) {
    return Stream.concat(
            space.parameters().stream().flatMap(parameter -> check(parameter).stream()),
            checkData(space))
        .toList();
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
    return problem(parameter.name(), extremes(parameter))
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

  /** Values that stand for all a parameter can take: each choice, or both ends and the middle. */
  private static List<Object> extremes(Parameter parameter) {
    if (parameter instanceof CategoricalParameter categorical) {
      return categorical.choices();
    }
    List<Object> ends = List.of(parameter.decode(0), parameter.decode(1));
    boolean continuous = parameter instanceof FloatParameter number && number.quantum() == 0;
    return continuous && !ends.get(0).equals(ends.get(1))
        ? Stream.concat(ends.stream(), Stream.of(parameter.decode(1 / Math.E))).toList()
        : ends;
  }

  private static Stream<Problem> checkData(SearchSpace space) {
    Optional<Path> folder = words(space, Settings.DATA_DIR).findFirst().map(Path::of);
    return words(space, Settings.DATA)
        .filter(Settings.SOURCES::contains)
        .flatMap(name -> DataSource.of(name).problem(folder).stream())
        .map(message -> new Problem(Settings.DATA, message));
  }

  private static Stream<String> words(SearchSpace space, String name) {
    return space.parameter(name).stream()
        .filter(CategoricalParameter.class::isInstance)
        .flatMap(parameter -> parameter.values().stream())
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }
}
