package io.attune.trial;

/** Where a trial stands. Every state holds what is known in it. */
public sealed interface TrialState {
  /** Whether the trial will never report again unless it is started anew. */
  default boolean ended() {
    return true;
  }

  /** Training now, or about to. */
  record Running() implements TrialState {
    @Override
    public boolean ended() {
      return false;
    }
  }

  /** Waiting at a checkpoint; may be resumed. */
  record Paused(long step) implements TrialState {
    @Override
    public boolean ended() {
      return false;
    }
  }

  /**
   * Trained to its own end.
   *
   * @param score value of the first objective that the trial came to, see {@link Criteria}; finite,
   *     but NaN for a recorded trial that never had one
   */
  record Completed(double score) implements TrialState {}

  /**
   * Ended early on purpose, by a scheduler or a person.
   *
   * @param step last step reported, or 0
   */
  record Stopped(long step, String reason) implements TrialState {}

  /** Ended by a fault. */
  record Failed(Cause cause) implements TrialState {}
}
