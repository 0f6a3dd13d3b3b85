package io.attune.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which trials of a sweep belong to which, such as folds to what they are folds of. Programs write
 * independently, so a child may be written down before its parent; until that is there, it has
 * none. Immutable.
 */
public final class Family {
  private final List<Trial> trials;
  private final Map<String, Trial> named = new HashMap<>();

  private Family(List<Trial> trials) {
    this.trials = List.copyOf(trials);
    this.trials.forEach(trial -> named.put(Integer.toString(trial.number()), trial));
    // What programs call their runs goes before numbers, which some use as names.
    this.trials.forEach(trial -> run(trial).ifPresent(run -> named.put(run, trial)));
  }

  /** That of all trials of a sweep. */
  public static Family of(List<Trial> trials) {
    return new Family(trials);
  }

  /** What the tag {@link Label#PARENT} says to mean this trial. */
  public static String name(Trial trial) {
    return run(trial).orElseGet(() -> Integer.toString(trial.number()));
  }

  private static Optional<String> run(Trial trial) {
    return Optional.ofNullable(trial.dossier().label().tags().get(Label.RUN));
  }

  /** The trial it belongs to; empty if it names none, one that is not there, or itself. */
  public Optional<Trial> parent(Trial child) {
    return child
        .dossier()
        .parent()
        .map(named::get)
        .filter(parent -> parent.number() != child.number());
  }

  /** Those that belong to it directly, by number. */
  public List<Trial> children(Trial parent) {
    return trials.stream()
        .filter(trial -> parent(trial).filter(of -> of.number() == parent.number()).isPresent())
        .toList();
  }
}
