package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.Standing;
import io.attune.trial.TrialEvent;

/**
 * The median stopping rule (Golovin et al. 2017, "Google Vizier", section 3.2.2): a trial ends when
 * its best loss so far is worse than the median of the completed trials' best losses at that step.
 */
record MedianScheduler(SchedulerSpec.Median settings) implements Scheduler {
  @Override
  public Move next(History history) {
    return new Move.Start();
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    if (report.step() <= settings.warmupSteps() || !Evidence.in(report, history)) {
      return new Verdict.Continue();
    }
    Standing standing = history.standing(report.trial(), report.step());
    return standing.size() >= settings.minTrials() && standing.loss() > standing.quantile(0.5)
        ? stop(history, report, standing)
        : new Verdict.Continue();
  }

  private static Verdict stop(History history, TrialEvent.Reported report, Standing standing) {
    return new Verdict.Stop(
        "%s %.4g is worse than the median %.4g of completed trials at step %d"
            .formatted(
                history.objective().metric(),
                history.objective().loss(standing.loss()),
                history.objective().loss(standing.quantile(0.5)),
                report.step()));
  }
}
