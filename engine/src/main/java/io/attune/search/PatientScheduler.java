package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Objective;
import io.attune.trial.TrialEvent;
import java.util.Optional;

/**
 * Ends a trial that has stopped getting better, or lets another scheduler judge such a trial only:
 * whoever still improves is left alone.
 */
record PatientScheduler(int patience, double minDelta, Optional<Scheduler> wrapped)
    implements Scheduler {
  @Override
  public Move next(History history) {
    return wrapped.map(inner -> inner.next(history)).orElse(new Move.Start());
  }

  @Override
  public Move finish(History history) {
    return wrapped.map(inner -> inner.finish(history)).orElse(new Move.Finish("all are done"));
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    if (!Evidence.in(report, history) || improves(history, report)) {
      return new Verdict.Continue();
    }
    return wrapped
        .map(inner -> inner.judge(history, report))
        .orElseGet(() -> new Verdict.Stop(reason(history, report)));
  }

  /** Whether any of the last reports was better than all before them, or it is too early to say. */
  private boolean improves(History history, TrialEvent.Reported report) {
    Curve curve = Evidence.curve(report, history);
    int before = curve.size() - patience;
    if (before < 1) {
      return true;
    }
    double earlier = best(curve, 0, before, history.objective());
    return !(best(curve, before, curve.size(), history.objective()) >= earlier - minDelta);
  }

  /** Best loss of some points; infinite if none is a number. */
  private static double best(Curve curve, int from, int until, Objective objective) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = from; i < until; i++) {
      double loss = objective.loss(curve.value(i));
      best = loss < best ? loss : best;
    }
    return best;
  }

  private String reason(History history, TrialEvent.Reported report) {
    Objective objective = history.objective();
    return "%s has not got better than %.4g for %d reports"
        .formatted(objective.metric(), Evidence.curve(report, history).best(objective), patience);
  }
}
