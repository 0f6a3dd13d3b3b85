package io.attune.run;

import io.attune.trial.TrialState;

/** How a program says that a trial is over. */
public enum Ending {
  /** Trained to its end. */
  COMPLETED,
  /** Ended by a fault. */
  FAILED,
  /** Ended early, on purpose. */
  STOPPED;

  boolean is(TrialState state) {
    return switch (this) {
      case COMPLETED -> state instanceof TrialState.Completed;
      case FAILED -> state instanceof TrialState.Failed;
      case STOPPED -> state instanceof TrialState.Stopped;
    };
  }
}
