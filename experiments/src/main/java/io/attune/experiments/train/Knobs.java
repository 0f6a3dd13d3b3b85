package io.attune.experiments.train;

import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings of a trainer. Immutable. */
final class Knobs {
  /** More would hide the one that was meant. */
  private static final int NEAREST = 4;

  private final String trainer;
  private final Map<String, Knob> knobs = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  /** The settings of a trainer with a name, group by group. */
  Knobs(String trainer, List<KnobGroup> groups) {
    this.trainer = trainer;
    groups.forEach(group -> group.knobs().forEach(knob -> knobs.put(knob.name(), knob)));
    groups.forEach(group -> rules.addAll(group.rules()));
  }

  /** Each of them. */
  Stream<Knob> all() {
    return knobs.values().stream();
  }

  /** What is wrong with a space: names, values and combinations. */
  List<Problem> check(SearchSpace space) {
    List<Problem> problems =
        space.parameters().stream().flatMap(parameter -> check(parameter).stream()).toList();
    return problems.isEmpty() ? checkRules(space) : problems;
  }

  /** The trials that a space allows. */
  Worlds worlds(SearchSpace space) {
    return new Worlds(space, name -> knob(name).flatMap(Knob::fallback));
  }

  private List<Problem> checkRules(SearchSpace space) {
    Worlds worlds = worlds(space);
    return rules.stream().flatMap(rule -> rule.check(worlds).stream()).toList();
  }

  /**
   * The assignment with every setting that was left out.
   *
   * @throws IllegalArgumentException if a name, a value or a combination is wrong
   */
  Assignment complete(Assignment given) {
    given.values().forEach(this::require);
    Map<String, Object> all = new LinkedHashMap<>(given.values());
    for (Knob knob : knobs.values()) {
      knob.fallback().ifPresent(value -> all.putIfAbsent(knob.name(), value));
    }
    Assignment complete = new Assignment(all);
    rules.forEach(rule -> rule.problem(complete).ifPresent(Knobs::refuse));
    return complete;
  }

  private static void refuse(String problem) {
    throw new IllegalArgumentException(problem);
  }

  private void require(String name, Object value) {
    problem(name, List.of(value)).ifPresent(problem -> refuse(name + ": " + problem));
  }

  private Optional<Problem> check(Parameter parameter) {
    return problem(parameter.name(), Worlds.extremes(parameter))
        .map(message -> new Problem(parameter.name(), message));
  }

  private Optional<String> problem(String name, List<Object> values) {
    Optional<Knob> knob = knob(name);
    if (knob.isEmpty()) {
      String hint = Spelling.hint(name, knobs.keySet());
      return Optional.of(
          "is no setting of %s.%s".formatted(trainer, hint.isEmpty() ? nearest(name) : hint));
    }
    return values.stream().flatMap(value -> knob.get().problem(value).stream()).findFirst();
  }

  private Optional<Knob> knob(String name) {
    return Optional.ofNullable(knobs.getOrDefault(name, knobs.get(Knob.Numbered.family(name))));
  }

  private String nearest(String name) {
    return " The nearest are %s; docs/training.md lists all."
        .formatted(String.join(", ", Spelling.nearest(name, knobs.keySet(), NEAREST)));
  }
}
