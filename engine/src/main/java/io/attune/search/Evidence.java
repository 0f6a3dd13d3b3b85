package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.TrialEvent;

/** Whether a report tells anything about how good its trial is. */
final class Evidence {
  private Evidence() {}

  /** Not if it lacks the first objective, nor while any objective never was a number. */
  static boolean in(TrialEvent.Reported report, History history) {
    return report.metrics().containsKey(history.objective().metric())
        && !Double.isNaN(curve(report, history).best(history.objective()))
        && (history.criteria().plain()
            || history.outcome(history.trial(report.trial())).isPresent());
  }

  /** The objective of the trial, with this report as its last point. */
  static Curve curve(TrialEvent.Reported report, History history) {
    return history.trial(report.trial()).curve(history.objective().metric());
  }
}
