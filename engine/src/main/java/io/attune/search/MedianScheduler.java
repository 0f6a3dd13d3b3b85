package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.TrialEvent;
import java.util.List;

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
    String metric = history.objective().metric();
    List<Double> losses = history.lossesAt(report.step());
    Curve curve = history.trial(report.trial()).curve(metric);
    if (report.step() <= settings.warmupSteps()
        || losses.size() < settings.minTrials()
        || !report.metrics().containsKey(metric)) {
      return new Verdict.Continue();
    }
    double median = median(losses);
    double best = history.objective().loss(curve.best(history.objective()));
    return best > median ? stop(history, report, best, median) : new Verdict.Continue();
  }

  private static Verdict stop(
      History history, TrialEvent.Reported report, double best, double median) {
    return new Verdict.Stop(
        "%s %.4g is worse than the median %.4g of completed trials at step %d"
            .formatted(
                history.objective().metric(),
                history.objective().loss(best),
                history.objective().loss(median),
                report.step()));
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
