package io.attune.experiments.train;

import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** How settings depend on each other. */
sealed interface Rule {
  /** What is wrong with a space, whose values are in range. */
  Optional<Problem> check(Worlds worlds);

  /** What is wrong with one assignment of all settings. */
  default Optional<String> problem(Assignment all) {
    return Optional.empty();
  }

  /** Words as people list them. */
  static String either(List<String> words) {
    return words.size() == 1
        ? words.get(0)
        : String.join(", ", words.subList(0, words.size() - 1))
            + " or "
            + words.get(words.size() - 1);
  }

  /**
   * A setting that does nothing unless others have some values. Spaces may set it for trials that
   * do not use it, but some trial has to.
   *
   * @param by the other settings, the most telling first
   * @param used tells from all of these whether there is a use
   * @param when the same for people
   */
  record Use(String knob, List<String> by, Predicate<Assignment> used, String when)
      implements Rule {
    /** A setting for some words of a choice. */
    static Use of(String knob, String by, String... words) {
      List<String> wanted = List.of(words);
      return new Use(
          knob,
          List.of(by),
          all -> wanted.contains(all.text(by, "")),
          by + " is " + either(wanted));
    }

    /** A setting that needs another one switched on. */
    static Use on(String knob, String by) {
      return new Use(knob, List.of(by), all -> all.flag(by, false), by + " is true");
    }

    /** A setting that needs another one switched off. */
    static Use off(String knob, String by) {
      return new Use(knob, List.of(by), all -> !all.flag(by, false), by + " is false");
    }

    /** A setting that says more about another, which has no default. */
    static Use given(String knob, String by) {
      return new Use(knob, List.of(by), all -> all.has(by), by + " is given");
    }

    /** A setting for a number that is large enough. */
    static Use from(String knob, String by, int least) {
      return new Use(
          knob, List.of(by), all -> all.integer(by) >= least, by + " is " + least + " or more");
    }

    @Override
    public Optional<Problem> check(Worlds worlds) {
      List<Assignment> beside = worlds.beside(knob, by);
      return beside.isEmpty() || beside.stream().anyMatch(used)
          ? Optional.empty()
          : Optional.of(new Problem(knob, fault(beside), "Leave it out."));
    }

    private String fault(List<Assignment> beside) {
      String first = by.get(0);
      List<String> found =
          beside.stream()
              .map(all -> String.valueOf(all.values().getOrDefault(first, "left out")))
              .distinct()
              .toList();
      return "is used only when %s, but here %s is %s.".formatted(when, first, either(found));
    }
  }

  /**
   * Settings that cannot be together, in any trial.
   *
   * @param knob the one to blame
   * @param reads all that the other two look at
   * @param broken whether they contradict each other in an assignment of all of these
   * @param message says which values, and what to do
   */
  record Conflict(
      String knob,
      List<String> reads,
      Predicate<Assignment> broken,
      Function<Assignment, String> message)
      implements Rule {
    @Override
    public Optional<Problem> check(Worlds worlds) {
      return worlds
          .of(reads)
          .filter(broken)
          .findFirst()
          .map(world -> new Problem(blamed(worlds), message.apply(world)));
    }

    @Override
    public Optional<String> problem(Assignment all) {
      return broken.test(all) ? Optional.of(knob + ": " + message.apply(all)) : Optional.empty();
    }

    /** A setting that the sweep file has, so that the line of the complaint is right. */
    private String blamed(Worlds worlds) {
      return reads.stream().filter(worlds::has).findFirst().orElse(knob);
    }
  }
}
