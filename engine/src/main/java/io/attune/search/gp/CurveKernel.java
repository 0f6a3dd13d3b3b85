package io.attune.search.gp;

import java.util.Optional;

/**
 * A Gaussian process of learning curves, in the spirit of freeze-thaw Bayesian optimisation
 * (Swersky, Snoek and Adams 2014) and of autoregressive models of several fidelities (Kennedy and
 * O'Hagan 2000): the loss of a trial with features x, trained to a share u of the whole, is
 *
 * <pre>c + F(x) + e + g(u) (v + H(x)) + W(g(u)) + noise</pre>
 *
 * <p>F is what training comes to and H how much is still to be gained before, both Matérn with the
 * same lengths; v is the gain that all trials share; e is a trial's own luck, and W its own way, a
 * Brownian motion that starts at the end. So two points of a curve say more of the third than its
 * neighbours do, the end is the surer the later the last point, and at the end, where g is 0, only
 * {@code c + F(x) + e} is left. The common shape {@code g(u) = (u^-a - 1) / (64^a - 1)} falls from
 * 1 to 0 as the power laws do that learning curves follow; a is fitted.
 */
final class CurveKernel {
  /** Earlier points count as if they were here. */
  static final double FIRST_SHARE = 1.0 / 64;

  /** Variance of the shared gain, in units of the variance of the targets. */
  static final double SHARED = 1;

  private static final double MOST_JITTER = 1e-2;

  private final CurveHyperparameters h;
  private final MaternKernel shape;

  CurveKernel(CurveHyperparameters h, boolean[] nominal) {
    this.h = h;
    this.shape = new MaternKernel(h.lengths(), 1, nominal);
  }

  /** The common shape g. */
  static double progress(double share, double decay) {
    return (StrictMath.pow(share, -decay) - 1) / (StrictMath.pow(FIRST_SHARE, -decay) - 1);
  }

  double[] progress(double[] shares) {
    return java.util.Arrays.stream(shares).map(share -> progress(share, h.decay())).toArray();
  }

  /** The covariance of what trials come to with each other, apart from their own luck. */
  MaternKernel ends() {
    return new MaternKernel(h.lengths(), h.level(), shape.nominal());
  }

  /** Correlations by features alone, of one point with points [0, to). */
  void distances(double[] row, Points others, int to, double[] into) {
    shape.distances(row, others, 0, to, into);
  }

  /** Covariance of two points without noise, from their squared distance and progress. */
  double covariance(double squared, double g, double other, boolean sameTrial) {
    double product = g * other;
    double shared = (h.level() + h.gain() * product) * MaternKernel.shape(squared);
    double own = sameTrial ? h.offset() + h.drift() * Math.min(g, other) : 0;
    return shared + SHARED * product + own;
  }

  /** Covariances of a point of a trial with all of some points, without noise. */
  double[] covariances(double[] row, double g, int trial, Points points, double[] gs, int[] ids) {
    double[] covariances = new double[ids.length];
    distances(row, points, ids.length, covariances);
    for (int j = 0; j < ids.length; j++) {
      covariances[j] = covariance(covariances[j], g, gs[j], trial == ids[j]);
    }
    return covariances;
  }

  /**
   * Factors the covariance of points, with room for more; adds jitter if it must.
   *
   * @return empty if no reasonable jitter helps, which takes numbers that are not finite
   */
  Optional<Cholesky> factor(Points points, double[] gs, int[] ids, int room) {
    for (double jitter = Covariance.JITTER; jitter <= MOST_JITTER; jitter *= 10) {
      double[][] matrix = matrix(points, gs, ids, room);
      for (int i = 0; i < gs.length; i++) {
        matrix[i][i] += h.noise() + jitter * h.level();
      }
      Optional<Cholesky> factor = Cholesky.of(matrix, gs.length);
      if (factor.isPresent()) {
        return factor;
      }
    }
    return Optional.empty();
  }

  private double[][] matrix(Points points, double[] gs, int[] ids, int room) {
    int size = gs.length;
    double[][] rows = new double[size + room][size + room];
    for (int i = 0; i < size; i++) {
      shape.distances(points.row(i), points, i, size, rows[i]);
      for (int j = i; j < size; j++) {
        rows[i][j] = covariance(rows[i][j], gs[i], gs[j], ids[i] == ids[j]);
      }
    }
    return rows;
  }
}
