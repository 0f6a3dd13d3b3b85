package io.attune.ui;

import io.attune.trial.Stopwatch;
import io.attune.trial.TrialEvent;

/**
 * What a dashboard wants to know of a trial beyond the history.
 *
 * @param changed sequence number of the trial's last event
 * @param watch time spent in attempts
 */
record TrialNotes(long changed, Stopwatch watch) {
  static TrialNotes of(TrialEvent event, long sequence) {
    return new TrialNotes(sequence, Stopwatch.stopped(event.at()).start(event.at()));
  }

  TrialNotes plus(TrialEvent event, long sequence) {
    return new TrialNotes(sequence, after(event));
  }

  private Stopwatch after(TrialEvent event) {
    if (event instanceof TrialEvent.Resumed) {
      return watch.start(event.at());
    }
    if (event instanceof TrialEvent.Erased) {
      return watch;
    }
    return event instanceof TrialEvent.Ended ? watch.stop(event.at()) : watch.touch(event.at());
  }
}
