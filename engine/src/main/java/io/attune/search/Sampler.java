package io.attune.search;

import io.attune.space.Assignment;
import io.attune.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides what to try next. A suggestion is a pure function of the space, settings and seed the
 * sampler was made with, the history, and the random numbers it draws: asking again with equal ones
 * gives an equal answer, in this process or another. The suggestion in the making is for trial
 * {@code history.trials().size() + 1}.
 */
@FunctionalInterface
public interface Sampler {
  /**
   * One assignment inside the space; empty when there is nothing left to try. Trials that still run
   * are in the history, so workers side by side get different suggestions.
   *
   * @param history an unchanging view
   * @param random seeded for this suggestion alone
   */
  Optional<Assignment> suggest(History history, RandomGenerator random);

  /**
   * Whether a suggestion takes microseconds, however long the history. Then it is made where it is
   * needed; otherwise on a thread of its own, so that it delays nobody.
   */
  default boolean instant() {
    return false;
  }
}
