package io.attune.search.gp;

import java.util.random.RandomGenerator;

/**
 * Imagined outcomes of running trials, see {@link GaussianProcess}.
 *
 * @param factor of observed and pending points
 * @param observed values of the observed points
 * @param solved for every point and outcome the independent normal number behind it
 * @param weights for every point and outcome the weight of its covariance in the mean
 */
record Outcomes(
    Cholesky factor, double[] observed, double mean, double[][] solved, double[][] weights) {
  // Above this share of noise the smallest observation is mostly luck.
  private static final double NOISY = 0.05;

  static Outcomes imagine(
      Cholesky factor, double[] y, double mean, int outcomes, RandomGenerator random) {
    double[][] solved = new double[factor.size()][outcomes];
    double[] known = known(factor, y, mean);
    for (int i = 0; i < solved.length; i++) {
      for (int o = 0; o < outcomes; o++) {
        solved[i][o] = i < known.length ? known[i] : gaussian(random);
      }
    }
    double[][] weights =
        java.util.Arrays.stream(solved).map(double[]::clone).toArray(double[][]::new);
    factor.solveUpperInPlace(weights, outcomes);
    return new Outcomes(factor, y, mean, solved, weights);
  }

  /** Forward substitution stops where the observations do. */
  private static double[] known(Cholesky factor, double[] y, double mean) {
    double[] known = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double sum = y[i] - mean;
      for (int j = 0; j < i; j++) {
        sum -= factor.lower(i, j) * known[j];
      }
      known[i] = sum / factor.lower(i, i);
    }
    return known;
  }

  /** By Marsaglia's polar method, since {@code nextGaussian} may change between Java versions. */
  static double gaussian(RandomGenerator random) {
    double x;
    double square;
    do {
      x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * Math.sqrt(-2 * StrictMath.log(square) / square);
  }

  /** Smallest value of each outcome, free of noise where noise is large. */
  double[] bests(double noise) {
    double[] bests = new double[weights[0].length];
    for (int o = 0; o < bests.length; o++) {
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < solved.length; i++) {
        best = Math.min(best, value(i, o) - (noise > NOISY ? noise * weights[i][o] : 0));
      }
      bests[o] = best;
    }
    return bests;
  }

  private double value(int point, int outcome) {
    if (point < observed.length) {
      return observed[point];
    }
    double sum = mean;
    for (int j = 0; j <= point; j++) {
      sum += factor.lower(point, j) * solved[j][outcome];
    }
    return sum;
  }
}
