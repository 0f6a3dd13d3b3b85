package io.attune.exchange.intake;

import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.Optional;

/**
 * How a trial stands in its source.
 *
 * @param text why, where there is something to say
 * @param at when it came to this, if the source says it
 */
public record Ending(Kind kind, String text, Optional<Instant> at) {
  /** States that sources tell apart. */
  public enum Kind {
    RUNNING(TrialState.Running.class),
    PAUSED(TrialState.Paused.class),
    COMPLETED(TrialState.Completed.class),
    STOPPED(TrialState.Stopped.class),
    FAILED(TrialState.Failed.class);

    private final Class<? extends TrialState> state;

    Kind(Class<? extends TrialState> state) {
      this.state = state;
    }
  }

  /** Of a trial with nothing more to say. */
  public static Ending of(Kind kind, Optional<Instant> at) {
    return new Ending(kind, "", at);
  }

  boolean isOf(TrialState known) {
    return kind.state.isInstance(known);
  }

  TrialState state(History history, Trial trial) {
    return switch (kind) {
      case RUNNING -> new TrialState.Running();
      case PAUSED -> new TrialState.Paused(trial.lastStep());
      case COMPLETED ->
          new TrialState.Completed(history.outcome(trial).map(Outcome::first).orElse(Double.NaN));
      case STOPPED -> new TrialState.Stopped(trial.lastStep(), text);
      case FAILED -> new TrialState.Failed(Cause.of(Cause.Kind.ERROR, text));
    };
  }
}
