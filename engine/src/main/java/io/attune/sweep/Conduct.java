package io.attune.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How carefully a sweep is carried out.
 *
 * @param growth what happens when the best value lies at the end of a range
 * @param repeats how often each of the best trials is trained again with new seeds once the search
 *     is over; 0 for not at all
 * @param trialsPerSeed so many trials in a row get the same seed, at least 1; comparisons are
 *     fairer where what is compared shares its luck
 * @param stages parts of the sweep that follow each other, each around the best of the one before;
 *     empty for a sweep in one piece
 */
public record Conduct(Growth growth, int repeats, int trialsPerSeed, List<Stage> stages) {
  /** Ranges stay, nothing is repeated, every trial has a seed of its own. */
  public static final Conduct PLAIN = new Conduct(Growth.NONE, 0, 1, List.of());

  /** Whether ranges grow by themselves. */
  public enum Growth {
    /** Ranges change only when somebody changes them. */
    NONE,
    /**
     * A range whose outer tenth holds the best value grows on that side, as long as a runner works
     * on the sweep; who asks and tells widens ranges by orders.
     */
    AT_BORDERS
  }

  /** Checks the numbers. */
  public Conduct {
    if (repeats != 0 && (repeats < 2 || repeats > 100)) {
      throw new IllegalArgumentException(
          "repeats must be 0, or 2 to 100 to tell luck from merit, but is " + repeats + ".");
    }
    if (trialsPerSeed < 1) {
      throw new IllegalArgumentException(
          "trials_per_seed must be at least 1, but is " + trialsPerSeed + ".");
    }
    stages = List.copyOf(stages);
    Stage.checkOrder(stages);
    if (repeats > 0 && !stages.isEmpty() && stages.get(stages.size() - 1).repeats() > 0) {
      throw new IllegalArgumentException(
          "repeats: the last stage repeats the best already. Remove one of the two.");
    }
  }

  /** With another growth. */
  public Conduct growth(Growth growth) {
    return new Conduct(growth, repeats, trialsPerSeed, stages);
  }

  /** With another number of repeats. */
  public Conduct repeats(int repeats) {
    return new Conduct(growth, repeats, trialsPerSeed, stages);
  }

  /** With another number of trials per seed. */
  public Conduct trialsPerSeed(int trialsPerSeed) {
    return new Conduct(growth, repeats, trialsPerSeed, stages);
  }

  /** With one more stage. */
  public Conduct stage(Stage stage) {
    List<Stage> more = new ArrayList<>(stages);
    more.add(stage);
    return new Conduct(growth, repeats, trialsPerSeed, more);
  }

  /** Trials of all stages together; empty without stages. */
  public OptionalInt stageTrials() {
    return stages.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(stages.stream().mapToInt(Stage::trials).sum());
  }
}
