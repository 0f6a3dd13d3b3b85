package io.attune.search.gp;

import java.util.List;
import java.util.random.RandomGenerator;

/** The process of {@link CurveKernel} that has seen points of curves. Immutable. */
final class CurveModel {
  private final CurveKernel kernel;
  private final CurveHyperparameters h;
  private final CurvePoints data;
  private final Points points;
  private final double[] gs;
  private final Cholesky factor;
  private final double mean;
  private final double[] weights;

  /**
   * Conditions on points.
   *
   * @throws IllegalStateException if a feature is not finite
   */
  CurveModel(CurvePoints data, CurveHyperparameters h, boolean[] nominal) {
    this.h = h;
    this.data = data;
    this.kernel = new CurveKernel(h, nominal);
    this.points = Points.of(data.rows(), nominal.length);
    this.gs = kernel.progress(data.shares());
    this.factor = factor(0);
    this.mean = Likelihood.mean(factor, data.targets());
    this.weights =
        factor.solve(java.util.Arrays.stream(data.targets()).map(y -> y - mean).toArray());
  }

  private Cholesky factor(int room) {
    return kernel
        .factor(points, gs, data.trials(), room)
        .orElseThrow(() -> new IllegalStateException("the points have coordinates not finite"));
  }

  /** What something will come to, in warped losses. */
  record Forecast(double mean, double deviation) {
    /** Log of the expected improvement on a target. */
    double logImprovement(double best) {
      return LogExpectedImprovement.of((best - mean) / deviation) + StrictMath.log(deviation);
    }
  }

  /** What a trial will have come to at its end. */
  Forecast end(double[] features, int trial) {
    double[] covariances = kernel.covariances(features, 0, trial, points, gs, data.trials());
    double[] solved = factor.solveLower(covariances);
    double variance = h.level() + h.offset() - Vectors.dot(solved, solved);
    return new Forecast(
        mean + Vectors.dot(weights, covariances), Math.sqrt(Math.max(variance, 1e-10 * h.level())));
  }

  /**
   * The process of what new trials would come to.
   *
   * @param pending trials whose end somebody is working on; whatever they come to is imagined
   * @param outcomes how often it is
   */
  GaussianProcess ends(List<Pending> pending, int outcomes, RandomGenerator random) {
    Cholesky extended = factor(pending.size());
    CurvePoints all = data;
    for (Pending trial : pending) {
      double[] column = column(trial, all);
      if (extended.append(column)) {
        all = all.plus(trial.features(), 1, trial.number(), mean);
      }
    }
    Outcomes imagined =
        Outcomes.imagine(extended, data.targets(), mean, pending.isEmpty() ? 1 : outcomes, random);
    return GaussianProcess.of(
        kernel.ends(), Points.of(all.rows(), h.lengths().length), imagined, h.noise());
  }

  /** Covariances of a trial's end with points, and its variance. */
  private double[] column(Pending trial, CurvePoints all) {
    double[] covariances =
        kernel.covariances(
            trial.features(),
            0,
            trial.number(),
            Points.of(all.rows(), h.lengths().length),
            kernel.progress(all.shares()),
            all.trials());
    double[] column = java.util.Arrays.copyOf(covariances, covariances.length + 1);
    column[covariances.length] = h.level() * (1 + Covariance.JITTER) + h.offset() + h.noise();
    return column;
  }

  /** A trial whose end is unknown. */
  record Pending(int number, double[] features) {}
}
