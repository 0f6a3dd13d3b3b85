package io.attune.run;

import io.attune.space.SearchSpace;
import java.util.function.Consumer;

/**
 * Looks at a space before a sweep trains in it, for seconds. It may load native libraries, and
 * {@link Scouting} lets it work in a process of its own.
 */
public interface Scout {
  /**
   * Checks that trials of the space can train at all. Equal spaces and seeds give equal findings,
   * but for what time runs out for.
   *
   * @param found takes each finding as soon as it is there
   */
  void preflight(SearchSpace space, long seed, Consumer<Finding> found);

  /**
   * Finds the learning rates worth searching.
   *
   * @throws IllegalArgumentException if training in the space has no learning rate that lowers the
   *     loss; the message says what to do
   */
  RateRange rateRange(SearchSpace space, long seed);
}
