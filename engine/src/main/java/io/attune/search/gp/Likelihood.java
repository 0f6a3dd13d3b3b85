package io.attune.search.gp;

import java.util.Optional;

/**
 * How badly hyperparameters explain observations: negative log marginal likelihood (Rasmussen and
 * Williams 2006, section 5.4.1) plus the prior's penalty, with the mean at its generalised least
 * squares value. A function of the logarithms of the hyperparameters.
 */
final class Likelihood implements Differentiable {
  private final Points points;
  private final double[] y;
  private final boolean[] nominal;
  private final Prior prior;

  Likelihood(Points points, double[] y, boolean[] nominal, Prior prior) {
    this.points = points;
    this.y = y;
    this.nominal = nominal;
    this.prior = prior;
  }

  @Override
  public double at(double[] logs, double[] gradient) {
    Hyperparameters h = Hyperparameters.ofLogs(logs);
    MaternKernel kernel = h.kernel(nominal);
    Optional<Cholesky> factored = Covariance.factor(kernel, h.noise(), points, 0);
    if (factored.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Cholesky factor = factored.get();
    double[] residuals = Vectors.sum(y, -mean(factor, y), ones(y.length));
    double[] weights = factor.solve(residuals);
    fill(gradient, factor, weights, h, kernel);
    double misfit = (Vectors.dot(residuals, weights) + factor.logDeterminant()) / 2;
    return misfit + prior.penalty(logs, gradient);
  }

  /** The constant mean that generalised least squares gives. */
  static double mean(Cholesky factor, double[] y) {
    double[] weights = factor.solve(ones(y.length));
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return Vectors.dot(weights, y) / sum;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  /** Half the trace of (K⁻¹ - ααᵀ) times each derivative of K; the matrices are symmetric. */
  private void fill(
      double[] gradient, Cholesky factor, double[] weights, Hyperparameters h, MaternKernel k) {
    LengthGradient lengths = new LengthGradient(points, h.lengths(), nominal);
    double[][] inverse = factor.inverse();
    double[] row = new double[points.size()];
    double diagonal = 0;
    double scale = 0;
    for (int i = 0; i < row.length; i++) {
      diagonal += (inverse[i][i] - weights[i] * weights[i]) / 2;
      k.distances(points.row(i), points, 0, i, row);
      for (int j = 0; j < i; j++) {
        double g = inverse[i][j] - weights[i] * weights[j];
        scale += g * MaternKernel.shape(row[j]);
        row[j] = g * MaternKernel.slope(row[j]);
      }
      lengths.add(i, row);
    }
    lengths.write(gradient, h.scale() * 5 / 3);
    gradient[h.lengths().length] = h.scale() * (scale + diagonal * (1 + Covariance.JITTER));
    gradient[h.lengths().length + 1] = h.noise() * diagonal;
  }
}
