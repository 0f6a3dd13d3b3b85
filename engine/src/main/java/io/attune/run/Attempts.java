package io.attune.run;

import io.attune.trial.History;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;

/** Checks that whoever tells of a trial is the one that trains it. */
final class Attempts {
  private Attempts() {}

  /** The trial, if the attempt is its last. */
  static Trial current(History history, int number, int attempt) {
    if (number < 1 || number > history.trials().size()) {
      throw new IllegalArgumentException(
          "there is no trial %d; there are %d.".formatted(number, history.trials().size()));
    }
    Trial trial = history.trial(number);
    if (attempt != trial.attempt()) {
      throw new AskConflict(
          AskConflict.Kind.ATTEMPT_OVER,
          "attempt %d at trial %d is over; attempt %d is the last."
              .formatted(attempt, number, trial.attempt()));
    }
    return trial;
  }

  static void checkRuns(Trial trial) {
    if (trial.state() instanceof TrialState.Paused) {
      throw new AskConflict(
          AskConflict.Kind.TRIAL_PAUSED,
          "trial %d is paused; ask for it again.".formatted(trial.number()));
    }
    if (trial.state().ended()) {
      throw new AskConflict(
          AskConflict.Kind.TRIAL_ENDED, "trial %d has ended already.".formatted(trial.number()));
    }
  }

  static void checkStep(Trial trial, long step) {
    if (!trial.curves().isEmpty() && step <= trial.lastStep()) {
      throw new AskConflict(
          AskConflict.Kind.STEP_TAKEN,
          "trial %d has reported something else up to step %d; steps must grow."
              .formatted(trial.number(), trial.lastStep()));
    }
  }
}
