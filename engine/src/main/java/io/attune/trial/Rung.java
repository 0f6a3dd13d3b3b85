package io.attune.trial;

import java.util.Optional;

/**
 * The trials that have arrived at a milestone and did not fail, best first; of equals the earlier.
 * As much a view of the history as the history itself.
 */
public interface Rung {
  /** How many have arrived. */
  int size();

  /** Whether a trial is among them. */
  boolean has(int trial);

  /**
   * How a trial stands among all that have arrived.
   *
   * @throws IllegalArgumentException if it is not among them
   */
  Standing standing(int trial);

  /**
   * Place of a trial in their order, from 0; no two have the same.
   *
   * @throws IllegalArgumentException if it is not among them
   */
  int place(int trial);

  /** The best that is paused here, before the next milestone. */
  Optional<Integer> firstPaused();
}
