package io.attune.trial;

import java.util.List;

/**
 * A stage of a sweep that has begun. Its trials are those from its first on, up to the first of the
 * next stage.
 *
 * @param name as the sweep gives it
 * @param firstTrial number of its first trial, which may not have started yet
 * @param from trials of the stage before that it goes on from, the best first; empty for the first
 */
public record Phase(String name, int firstTrial, List<Integer> from) {
  /** Copies the list. */
  public Phase {
    from = List.copyOf(from);
  }
}
