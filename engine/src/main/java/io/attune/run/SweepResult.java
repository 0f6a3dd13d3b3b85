package io.attune.run;

import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a sweep came to.
 *
 * @param history everything that happened, also in earlier runs
 * @param reason why it ended, for people
 */
public record SweepResult(
    SweepId id, Sweep sweep, History history, SweepEvent.Outcome outcome, String reason) {

  /** The best trial; empty if none has a finite score. */
  public Optional<Trial> best() {
    return history.best();
  }

  /** Every trial by number. */
  public List<Trial> trials() {
    return history.trials();
  }
}
