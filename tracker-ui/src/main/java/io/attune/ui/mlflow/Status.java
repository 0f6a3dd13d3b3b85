package io.attune.ui.mlflow;

import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.Arrays;

/** How runs stand; MLflow's words and numbers for our states, without loss either way. */
enum Status {
  RUNNING(1),
  SCHEDULED(2),
  FINISHED(3),
  FAILED(4),
  KILLED(5);

  private final int number;

  Status(int number) {
    this.number = number;
  }

  static Status parse(String text) {
    return Arrays.stream(values())
        .filter(status -> status.name().equals(text) || text.equals("" + status.number))
        .findFirst()
        .orElseThrow(
            () ->
                MlflowError.invalid(
                    "Invalid run status '%s'; there are %s."
                        .formatted(Ask.shorten(text), Arrays.toString(values()))));
  }

  static Status of(TrialState state) {
    if (state instanceof TrialState.Completed) {
      return FINISHED;
    }
    if (state instanceof TrialState.Failed) {
      return FAILED;
    }
    if (state instanceof TrialState.Stopped) {
      return KILLED;
    }
    return state instanceof TrialState.Paused ? SCHEDULED : RUNNING;
  }

  /** The state of a trial that gets this status. */
  TrialState state(History history, Trial trial) {
    return switch (this) {
      case RUNNING -> new TrialState.Running();
      case SCHEDULED -> new TrialState.Paused(trial.lastStep());
      case FINISHED ->
          new TrialState.Completed(trial.score(history.objective()).orElse(Double.NaN));
      case FAILED ->
          new TrialState.Failed(Cause.of(Cause.Kind.ERROR, "Its program said that it failed."));
      case KILLED ->
          new TrialState.Stopped(trial.lastStep(), "Its program said that it was killed.");
    };
  }
}
