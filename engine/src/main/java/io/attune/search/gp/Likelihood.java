package io.attune.search.gp;

import java.util.Arrays;
import java.util.Optional;

/**
 * How badly hyperparameters explain observations: negative log marginal likelihood (Rasmussen and
 * Williams 2006, section 5.4.1) plus the prior's penalty, with the mean at its generalised least
 * squares value. A function of the logarithms of the hyperparameters.
 *
 * <p>The derivatives by the bent coordinates of the points lead to those by the warp's exponents.
 */
final class Likelihood implements Differentiable {
  private final Points points;
  private final double[] y;
  private final Features features;
  private final double[][] logarithms;
  private final Prior prior;

  Likelihood(Points points, double[] y, Features features, Prior prior) {
    this.points = points;
    this.y = y;
    this.features = features;
    this.logarithms =
        Arrays.stream(features.bendable())
            .mapToObj(f -> Arrays.stream(points.columns()[f]).map(InputWarp::logarithm).toArray())
            .toArray(double[][]::new);
    this.prior = prior;
  }

  @Override
  public double at(double[] logs, double[] gradient) {
    Hyperparameters h = Hyperparameters.ofLogs(logs, features);
    InputWarp.Bending bending = h.warp().new Bending(logarithms);
    Points bent = bending.replace(points);
    Correlations correlations = Correlations.of(h.kernel(), bent);
    Optional<Cholesky> factored = Covariance.factor(correlations, h.scale(), h.noise(), 0);
    if (factored.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Cholesky factor = factored.get();
    double[] residuals = Vectors.sum(y, -mean(factor, y), ones(y.length));
    double[] weights = factor.solve(residuals);
    PairGradient pairs = new PairGradient(bent, h.lengths(), features);
    fill(gradient, factor, weights, h, correlations, pairs);
    pairs.writeLengths(gradient, h.scale() * 5 / 3);
    pairs.writeWarp(gradient, -h.scale() * 5 / 3, bending);
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
      double[] gradient,
      Cholesky factor,
      double[] weights,
      Hyperparameters h,
      Correlations correlations,
      PairGradient pairs) {
    double[][] inverse = factor.inverse();
    double[] shapes = new double[weights.length];
    double[] row = new double[weights.length];
    double diagonal = 0;
    double scale = 0;
    for (int i = 0; i < row.length; i++) {
      diagonal += (inverse[i][i] - weights[i] * weights[i]) / 2;
      correlations.shapes(i, shapes);
      correlations.slopes(i, row);
      for (int j = 0; j < i; j++) {
        double g = inverse[i][j] - weights[i] * weights[j];
        scale += g * shapes[j];
        row[j] *= g;
      }
      pairs.add(i, row);
    }
    gradient[h.lengths().length] = h.scale() * (scale + diagonal * (1 + Covariance.JITTER));
    gradient[h.lengths().length + 1] = h.noise() * diagonal;
  }
}
