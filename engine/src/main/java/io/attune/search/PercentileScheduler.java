package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.Standing;
import io.attune.trial.TrialEvent;

/**
 * Ends a trial when its best loss so far is worse than a percentile of the completed trials' best
 * losses at that step. With percentile 50 it is the median stopping rule (Golovin et al. 2017,
 * "Google Vizier", section 3.2.2), though on best values instead of running averages.
 *
 * @param word for the percentile
 */
record PercentileScheduler(String word, double percentile, int minTrials, long warmupSteps)
    implements Scheduler {
  @Override
  public Move next(History history) {
    return new Move.Start();
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    if (report.step() <= warmupSteps || !Evidence.in(report, history)) {
      return new Verdict.Continue();
    }
    Standing standing = history.standing(report.trial(), report.step());
    return standing.size() >= minTrials && standing.loss() > standing.quantile(percentile / 100)
        ? stop(history, report, standing)
        : new Verdict.Continue();
  }

  private Verdict stop(History history, TrialEvent.Reported report, Standing standing) {
    String limit =
        history.criteria().plain()
            ? " %.4g".formatted(history.objective().loss(standing.quantile(percentile / 100)))
            : "";
    return new Verdict.Stop(
        "%s worse than the %s%s of completed trials at step %d"
            .formatted(Evidence.subject(history, standing), word, limit, report.step()));
  }
}
