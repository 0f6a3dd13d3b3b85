package io.attune.sweep;

import io.attune.space.Assignment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of a sweep. The first one searches the sweep's space. A later one goes on from the best of
 * the one before: it trains them again, with what it holds fixed, and then searches around them; or
 * it does nothing but repeat them with new seeds.
 *
 * @param name for people; no two stages of a sweep share one
 * @param trials most trials to start in it, at least 1
 * @param keep how many of the best of the stage before it goes on from; 0 for the first stage
 * @param repeats how often each of them is trained; 0 for a stage that searches
 * @param fixed values of parameters that do not vary in this stage, wherever they apply
 */
public record Stage(String name, int trials, int keep, int repeats, Map<String, Object> fixed) {
  /** With more the stage would be the sweep. */
  static final int MOST_REPEATS = 100;

  /** Checks the numbers. */
  public Stage {
    fixed = new Assignment(fixed).values();
    if (name.isBlank()) {
      throw new IllegalArgumentException("a stage needs a name.");
    }
    if (trials < 1 || keep < 0) {
      throw new IllegalArgumentException(
          "stage %s needs at least 1 trial, and keeps none or more, but has %d and %d."
              .formatted(name, trials, keep));
    }
    if (keep > trials) {
      throw new IllegalArgumentException(
          "stage %s keeps %d, but has only %d trials to train them.".formatted(name, keep, trials));
    }
    if (repeats != 0 && (repeats < 2 || repeats > MOST_REPEATS || trials != keep * repeats)) {
      throw new IllegalArgumentException(
          "stage %s repeats %d times; give 2 to %d, and as many trials as that makes."
              .formatted(name, repeats, MOST_REPEATS));
    }
  }

  /** A stage that searches, the first one unless it {@link #keep}s something. */
  public static Stage search(String name, int trials) {
    return new Stage(name, trials, 0, 0, Map.of());
  }

  /** A stage that trains the best of the one before several times each. */
  public static Stage repeat(String name, int keep, int repeats) {
    return new Stage(name, keep * repeats, keep, repeats, Map.of());
  }

  /** Going on from so many of the best of the stage before. */
  public Stage keep(int keep) {
    return new Stage(name, trials, keep, repeats, fixed);
  }

  /** With one more parameter held. */
  public Stage fixed(String parameter, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fixed);
    more.put(parameter, value);
    return new Stage(name, trials, keep, repeats, more);
  }

  /** Checks that stages can follow each other. */
  static void checkOrder(List<Stage> stages) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      if (!names.add(stage.name())) {
        throw new IllegalArgumentException("two stages are called %s.".formatted(stage.name()));
      }
      if (i == 0 && stage.keep() > 0) {
        throw new IllegalArgumentException(
            "stage %s is the first: there is nothing to keep or to repeat."
                .formatted(stage.name()));
      }
      if (i > 0 && (stage.keep() == 0 || stage.keep() > stages.get(i - 1).trials())) {
        throw new IllegalArgumentException(
            "stage %s keeps %d of the %d trials of %s; give a number from 1 to %d."
                .formatted(
                    stage.name(),
                    stage.keep(),
                    stages.get(i - 1).trials(),
                    stages.get(i - 1).name(),
                    Math.min(stage.trials(), stages.get(i - 1).trials())));
      }
    }
  }
}
