package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.util.Arrays;

/**
 * For trials whose steps are folds or problem instances rather than epochs: ends one that a
 * signed-rank test finds worse than the best completed trial on the steps they share. The best is
 * the one with the best mean.
 */
final class WilcoxonScheduler implements Scheduler {
  private final SchedulerSpec.Wilcoxon settings;
  private final BestMean completed = new BestMean();

  WilcoxonScheduler(SchedulerSpec.Wilcoxon settings) {
    this.settings = settings;
  }

  @Override
  public Move next(History history) {
    return new Move.Start();
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    String metric = settings.metric().orElse(history.objective().metric());
    Curve curve = history.trial(report.trial()).curve(metric);
    if (!report.metrics().containsKey(metric) || !Double.isFinite(BestMean.of(curve))) {
      return new Verdict.Continue();
    }
    return completed
        .in(history, metric)
        .map(best -> judge(history, metric, curve, best))
        .orElse(new Verdict.Continue());
  }

  private Verdict judge(History history, String metric, Curve curve, Trial best) {
    Objective objective = history.objective();
    Curve other = best.curve(metric);
    double[] differences = differences(objective, curve, other);
    boolean worse = objective.loss(BestMean.of(curve)) > objective.loss(BestMean.of(other));
    if (differences.length < Math.max(2, settings.startupSteps()) || !worse) {
      return new Verdict.Continue();
    }
    double p = new SignedRanks(differences).probability();
    return p < settings.pThreshold()
        ? new Verdict.Stop(
            "%s is worse than that of trial %d in %d shared steps, p = %.2g"
                .formatted(metric, history.before() + best.number(), differences.length, p))
        : new Verdict.Continue();
  }

  /** Losses minus the other's at the steps that both have. */
  private static double[] differences(Objective objective, Curve curve, Curve other) {
    double[] differences = new double[Math.min(curve.size(), other.size())];
    int count = 0;
    for (int i = 0, j = 0; i < curve.size() && j < other.size(); ) {
      if (curve.step(i) == other.step(j)) {
        differences[count++] = objective.loss(curve.value(i++)) - objective.loss(other.value(j++));
      } else if (curve.step(i) < other.step(j)) {
        i++;
      } else {
        j++;
      }
    }
    return Arrays.copyOf(differences, count);
  }
}
