package io.attune.search.gp;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the most likely {@link CurveHyperparameters}, from a sample of the trials where there are
 * many. Follows from the points alone: an earlier fit is only used again for equal points, as when
 * a trial is judged, paused, and the next move asked for. Thread-safe.
 */
final class CurveFit {
  private static final int SAMPLE = 32;
  private static final int FEW = 40;
  private static final int STEPS = 40;
  private static final double TOLERANCE = 1e-5;

  private final boolean[] nominal;
  private final CurvePrior prior;
  private volatile Optional<Memo> last = Optional.empty();

  private record Memo(CurvePoints points, CurveHyperparameters fitted) {}

  CurveFit(boolean[] nominal) {
    this.nominal = nominal;
    this.prior = new CurvePrior(nominal.length);
  }

  CurveHyperparameters of(CurvePoints points) {
    Optional<Memo> memo = last.filter(m -> m.points().same(points));
    if (memo.isEmpty()) {
      memo = Optional.of(new Memo(points, fit(points)));
      last = memo;
    }
    return memo.get().fitted();
  }

  private CurveHyperparameters fit(CurvePoints points) {
    CurveLikelihood likelihood = new CurveLikelihood(sample(points), nominal, prior);
    return CurveHyperparameters.ofLogs(
        BoundedMinimizer.minimize(
                likelihood, prior.mode(), prior.lower(), prior.upper(), TOLERANCE, STEPS)
            .point());
  }

  /** All points of some trials: evenly spaced in order of the trials' best targets. */
  private static CurvePoints sample(CurvePoints points) {
    int[] trials = IntStream.of(points.trials()).distinct().toArray();
    if (trials.length <= FEW) {
      return points;
    }
    double[] best = new double[trials.length];
    for (int i = 0; i < trials.length; i++) {
      int trial = trials[i];
      best[i] =
          IntStream.range(0, points.size())
              .filter(p -> points.trials()[p] == trial)
              .mapToDouble(p -> points.targets()[p])
              .min()
              .orElseThrow();
    }
    int[] order = Ranks.order(best);
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; i < SAMPLE; i++) {
      chosen.add(trials[order[i * trials.length / SAMPLE]]);
    }
    return points.at(
        IntStream.range(0, points.size())
            .filter(p -> chosen.contains(points.trials()[p]))
            .toArray());
  }
}
