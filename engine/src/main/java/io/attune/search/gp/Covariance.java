package io.attune.search.gp;

import java.util.Optional;

/** The covariance matrix of noisy observations, factored. */
final class Covariance {
  /** Share of the scale added to the diagonal, so that near-duplicates stay factorable. */
  static final double JITTER = 1e-6;

  private static final double MOST_JITTER = 1e-2;

  private Covariance() {}

  /**
   * Factors the covariance of points, with room for more; adds more jitter if it must.
   *
   * @return empty if no reasonable jitter helps, which takes numbers that are not finite
   */
  static Optional<Cholesky> factor(MaternKernel kernel, double noise, Points points, int room) {
    return factor(Correlations.of(kernel, points), kernel.scale(), noise, room);
  }

  /** The same, where the correlations are known. */
  static Optional<Cholesky> factor(
      Correlations correlations, double scale, double noise, int room) {
    int size = correlations.size();
    for (double jitter = JITTER; jitter <= MOST_JITTER; jitter *= 10) {
      double[][] matrix = matrix(correlations, scale, room);
      for (int i = 0; i < size; i++) {
        matrix[i][i] = scale * (1 + jitter) + noise;
      }
      Optional<Cholesky> factor = Cholesky.of(matrix, size);
      if (factor.isPresent()) {
        return factor;
      }
    }
    return Optional.empty();
  }

  private static double[][] matrix(Correlations correlations, double scale, int room) {
    int size = correlations.size();
    double[][] rows = new double[size + room][size + room];
    double[] shapes = new double[size];
    for (int i = 0; i < size; i++) {
      correlations.shapes(i, shapes);
      for (int j = 0; j < i; j++) {
        rows[j][i] = scale * shapes[j];
      }
    }
    return rows;
  }
}
