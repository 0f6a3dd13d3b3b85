package io.attune.search.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A Gaussian process that has seen observations, and imagines several outcomes for the trials that
 * still run. All outcomes share one factor; each has a mean function of its own, and the variance
 * is common.
 *
 * <p>An outcome needs no sampling point by point: with {@code y - m = L e}, the first part of e
 * follows from the observations, and the rest are independent standard normal numbers.
 */
final class GaussianProcess {
  private final InputWarp warp;
  private final MaternKernel kernel;
  private final Points points;
  private final Cholesky factor;
  private final double mean;
  private final double[][] weights;
  private final double[] bests;

  private GaussianProcess(
      InputWarp warp,
      MaternKernel kernel,
      Points points,
      Cholesky factor,
      double mean,
      double[][] weights,
      double[] bests) {
    this.warp = warp;
    this.kernel = kernel;
    this.points = points;
    this.factor = factor;
    this.mean = mean;
    this.weights = weights;
    this.bests = bests;
  }

  /**
   * Conditions on observations.
   *
   * @param pending points without a value yet
   * @param outcomes how many outcomes to imagine for them
   * @throws IllegalStateException if a feature is not finite
   */
  static GaussianProcess of(
      Hyperparameters h,
      List<double[]> observed,
      double[] y,
      List<double[]> pending,
      int outcomes,
      RandomGenerator random) {
    MaternKernel kernel = h.kernel();
    List<double[]> bent = h.warp().of(observed);
    Cholesky factor =
        Covariance.factor(kernel, h.noise(), Points.of(bent, h.count()), pending.size())
            .orElseThrow(() -> new IllegalStateException("the points have coordinates not finite"));
    double mean = Likelihood.mean(factor, y);
    List<double[]> all = extend(factor, kernel, h.noise(), bent, h.warp().of(pending));
    Outcomes imagined = Outcomes.imagine(factor, y, mean, pending.isEmpty() ? 1 : outcomes, random);
    return new GaussianProcess(
        h.warp(),
        kernel,
        Points.of(all, h.count()),
        factor,
        mean,
        imagined.weights(),
        imagined.bests(h.noise()));
  }

  /**
   * A process whose observations are not all of the function itself, so that its covariances were
   * worked out elsewhere.
   *
   * @param kernel of the function, and of it with every observation
   * @param points where the observations are, pending ones last
   */
  static GaussianProcess of(MaternKernel kernel, Points points, Outcomes imagined, double noise) {
    return new GaussianProcess(
        InputWarp.none(Features.rigid(kernel.nominal())),
        kernel,
        points,
        imagined.factor(),
        imagined.mean(),
        imagined.weights(),
        imagined.bests(noise));
  }

  /** Appends points to the factor, save those that repeat others too exactly. */
  private static List<double[]> extend(
      Cholesky factor,
      MaternKernel kernel,
      double noise,
      List<double[]> observed,
      List<double[]> pending) {
    List<double[]> all = new ArrayList<>(observed);
    for (double[] point : pending) {
      double[] column = new double[all.size() + 1];
      kernel.covariances(point, Points.of(all, point.length), 0, all.size(), column);
      column[all.size()] = kernel.scale() * (1 + Covariance.JITTER) + noise;
      if (factor.append(column)) {
        all.add(point);
      }
    }
    return all;
  }

  /** Number of outcomes; 1 where nothing runs. */
  int outcomes() {
    return bests.length;
  }

  /** Smallest value so far in an outcome. */
  double best(int outcome) {
    return bests[outcome];
  }

  int features() {
    return kernel.lengths().length;
  }

  /**
   * Means and deviation at points.
   *
   * @param means for every outcome the mean at every point
   */
  record Prediction(double[][] means, double[] deviations) {}

  /** Predicts many points at once. */
  Prediction predict(Points candidates) {
    Points bent = warp.of(candidates);
    int width = candidates.size();
    double[][] rows = new double[points.size()][width];
    for (int i = 0; i < rows.length; i++) {
      kernel.covariances(points.row(i), bent, 0, width, rows[i]);
    }
    double[][] means = means(rows, width);
    factor.solveLowerInPlace(rows, width);
    return new Prediction(means, deviations(rows, width));
  }

  private double[][] means(double[][] rows, int width) {
    double[][] means = new double[outcomes()][width];
    double[] factors = new double[rows.length];
    for (int o = 0; o < means.length; o++) {
      java.util.Arrays.fill(means[o], mean);
      for (int i = 0; i < factors.length; i++) {
        factors[i] = -weights[i][o];
      }
      Rows.subtract(means[o], 0, width, rows, factors, 0, rows.length);
    }
    return means;
  }

  private double[] deviations(double[][] solved, int width) {
    double[] variances = new double[width];
    java.util.Arrays.fill(variances, kernel.scale());
    for (double[] row : solved) {
      for (int j = 0; j < width; j++) {
        variances[j] -= row[j] * row[j];
      }
    }
    for (int j = 0; j < width; j++) {
      variances[j] = deviation(variances[j]);
    }
    return variances;
  }

  private double deviation(double variance) {
    return Math.sqrt(Math.max(variance, 1e-10 * kernel.scale()));
  }

  /** The process around one point. */
  LocalPrediction at(double[] point) {
    double[] distances = new double[points.size()];
    kernel.distances(warp.of(point), points, 0, points.size(), distances);
    double[] covariances = new double[points.size()];
    for (int i = 0; i < distances.length; i++) {
      covariances[i] = kernel.scale() * MaternKernel.shape(distances[i]);
    }
    double[] solved = factor.solve(covariances);
    double deviation = deviation(kernel.scale() - Vectors.dot(solved, covariances));
    return new LocalPrediction(point, distances, solved, means(covariances), deviation);
  }

  private double[] means(double[] covariances) {
    double[] means = new double[outcomes()];
    java.util.Arrays.fill(means, mean);
    for (int i = 0; i < covariances.length; i++) {
      for (int o = 0; o < means.length; o++) {
        means[o] += covariances[i] * weights[i][o];
      }
    }
    return means;
  }

  /**
   * Means and deviation at one point, and their derivatives.
   *
   * @param solved inverse covariance matrix times covariances
   */
  final class LocalPrediction {
    private final double[] point;
    private final double[] distances;
    private final double[] solved;
    private final double[] means;
    private final double deviation;

    private LocalPrediction(
        double[] point, double[] distances, double[] solved, double[] means, double deviation) {
      this.point = point;
      this.distances = distances;
      this.solved = solved;
      this.means = means;
      this.deviation = deviation;
    }

    double mean(int outcome) {
      return means[outcome];
    }

    double deviation() {
      return deviation;
    }

    /**
     * Gradient of {@code Σ meanShares[o] · mean(o) + deviationShare · deviation} by the ordered
     * features; 0 for nominal ones.
     */
    double[] gradient(double[] meanShares, double deviationShare) {
      double[] slopes = new double[distances.length];
      for (int i = 0; i < slopes.length; i++) {
        double share = Vectors.dot(weights[i], meanShares) - deviationShare * solved[i] / deviation;
        slopes[i] = -5.0 / 3 * kernel.scale() * MaternKernel.slope(distances[i]) * share;
      }
      double[] gradient = new double[features()];
      double[] bent = warp.of(point);
      for (int f = 0; f < gradient.length; f++) {
        gradient[f] = kernel.nominal()[f] ? 0 : along(f, bent[f], slopes) * warp.slope(f, point[f]);
      }
      return gradient;
    }

    private double along(int feature, double coordinate, double[] slopes) {
      double[] column = points.columns()[feature];
      double sum = 0;
      for (int i = 0; i < slopes.length; i++) {
        sum += slopes[i] * (coordinate - column[i]);
      }
      double length = kernel.lengths()[feature];
      return sum / (length * length);
    }
  }
}
