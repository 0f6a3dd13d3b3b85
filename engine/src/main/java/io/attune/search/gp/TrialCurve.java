package io.attune.search.gp;

import io.attune.trial.Curve;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The few points of a trial's learning curve that tell most of it: the last, and those at about a
 * half and a quarter of its step. Losses are the best so far, so they never grow.
 *
 * @param trial its number
 * @param ended whether it trained to its own end
 * @param steps at least one, growing
 * @param losses finite
 */
record TrialCurve(
    int trial, double[] features, boolean ended, List<Long> steps, List<Double> losses) {
  private static final int POINTS = 3;

  /** The curve of a trial; empty while it has no finite loss. */
  static Optional<TrialCurve> of(Trial trial, Objective objective, double[] features) {
    Curve curve = trial.curve(objective.metric());
    double[] best = best(curve, objective);
    List<Long> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    double wanted = Double.POSITIVE_INFINITY;
    for (int i = best.length - 1; i >= 0 && steps.size() < POINTS; i--) {
      if (curve.step(i) <= wanted && Double.isFinite(best[i])) {
        steps.add(0, curve.step(i));
        losses.add(0, best[i]);
        wanted = Math.round(steps.get(steps.size() - 1) / Math.pow(2, steps.size()));
      }
    }
    boolean ended = trial.state() instanceof TrialState.Completed;
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(new TrialCurve(trial.number(), features, ended, steps, losses));
  }

  private static double[] best(Curve curve, Objective objective) {
    double[] best = new double[curve.size()];
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < best.length; i++) {
      double loss = objective.loss(curve.value(i));
      lowest = loss < lowest ? loss : lowest;
      best[i] = lowest;
    }
    return best;
  }

  int size() {
    return steps.size();
  }

  long lastStep() {
    return steps.get(steps.size() - 1);
  }

  double lastLoss() {
    return losses.get(losses.size() - 1);
  }

  /**
   * How far the trial had trained at a point. A trial that ended is its own measure: what it came
   * to is known, however many steps that took.
   *
   * @param longest steps that a whole training takes
   */
  double share(int point, long longest) {
    double whole = ended ? lastStep() : Math.max(longest, lastStep());
    double share = whole > 0 ? steps.get(point) / whole : 1;
    return Math.max(CurveKernel.FIRST_SHARE, Math.min(1, share));
  }
}
