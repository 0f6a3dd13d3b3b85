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
    for (double jitter = JITTER; jitter <= MOST_JITTER; jitter *= 10) {
      double[][] matrix = matrix(kernel, points, room);
      for (int i = 0; i < points.size(); i++) {
        matrix[i][i] = kernel.scale() * (1 + jitter) + noise;
      }
      Optional<Cholesky> factor = Cholesky.of(matrix, points.size());
      if (factor.isPresent()) {
        return factor;
      }
    }
    return Optional.empty();
  }

  private static double[][] matrix(MaternKernel kernel, Points points, int room) {
    int size = points.size();
    double[][] rows = new double[size + room][size + room];
    for (int i = 0; i < size; i++) {
      kernel.covariances(points.row(i), points, i + 1, size, rows[i]);
    }
    return rows;
  }
}
