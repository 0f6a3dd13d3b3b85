package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.TrialEvent;

/**
 * Decides how long trials train. Decisions follow from the history alone, so a resumed sweep
 * decides as the interrupted one would have.
 */
public interface Scheduler {
  /** What a free worker should do. */
  Move next(History history);

  /**
   * What a free worker should do once no trial can be started any more, because the budget or the
   * search space is used up: go on with a paused trial that deserves it, or finish. Asked again
   * whenever something has happened, until nothing runs.
   */
  default Move finish(History history) {
    return new Move.Finish("all are done");
  }

  /**
   * What becomes of a trial after a report, which is already in the history.
   *
   * @param report of a running trial, with a finite objective or none
   */
  Verdict judge(History history, TrialEvent.Reported report);
}
