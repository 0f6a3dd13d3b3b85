package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.TrialEvent;

/** Ends a trial whose objective leaves the range that makes sense. */
record ThresholdScheduler(SchedulerSpec.Threshold settings) implements Scheduler {
  @Override
  public Move next(History history) {
    return new Move.Start();
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    String metric = history.objective().metric();
    double value = report.metrics().getOrDefault(metric, Double.NaN);
    if (report.step() <= settings.warmupSteps()) {
      return new Verdict.Continue();
    }
    if (value < settings.lower().orElse(Double.NEGATIVE_INFINITY)) {
      return stop(metric, value, "below " + settings.lower().getAsDouble(), report.step());
    }
    if (value > settings.upper().orElse(Double.POSITIVE_INFINITY)) {
      return stop(metric, value, "above " + settings.upper().getAsDouble(), report.step());
    }
    return new Verdict.Continue();
  }

  private static Verdict stop(String metric, double value, String where, long step) {
    return new Verdict.Stop("%s %.4g is %s at step %d".formatted(metric, value, where, step));
  }
}
