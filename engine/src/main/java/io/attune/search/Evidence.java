package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Objective;
import io.attune.trial.Standing;
import io.attune.trial.TrialEvent;
import java.util.stream.Collectors;

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

  /**
   * The beginning of a sentence on how a trial stands: with one objective its loss, with several
   * none, because there is none that decides.
   */
  static String subject(History history, Standing standing) {
    if (history.criteria().plain()) {
      Objective objective = history.objective();
      return "%s %.4g is".formatted(objective.metric(), objective.loss(standing.loss()));
    }
    String metrics =
        history.objectives().stream().map(Objective::metric).collect(Collectors.joining(" and "));
    return metrics
        + (history.constraints().isEmpty() ? "" : ", constraints considered,")
        + (history.criteria().several() ? " are" : " is");
  }

  /** The objective of the trial, with this report as its last point. */
  static Curve curve(TrialEvent.Reported report, History history) {
    return history.trial(report.trial()).curve(history.objective().metric());
  }
}
