package io.attune.search.gp;

/**
 * The correlations of all pairs of some points under a {@link MaternKernel}, kept in two parts from
 * which their derivatives follow as well, because exponentials are what costs most.
 *
 * @param roots for point i and each earlier one j, {@code √5 · d}, where d is their scaled distance
 * @param decays {@code exp(-√5 · d)}
 */
record Correlations(double[][] roots, double[][] decays) {

  static Correlations of(MaternKernel kernel, Points points) {
    double[][] roots = new double[points.size()][];
    double[][] decays = new double[points.size()][];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = new double[i];
      decays[i] = new double[i];
      kernel.distances(points.row(i), points, 0, i, roots[i]);
      for (int j = 0; j < i; j++) {
        roots[i][j] = MaternKernel.ROOT5 * Math.sqrt(roots[i][j]);
        decays[i][j] = Exponential.ofNegative(-roots[i][j]);
      }
    }
    return new Correlations(roots, decays);
  }

  /** Number of points. */
  int size() {
    return roots.length;
  }

  /** What {@link MaternKernel#shape} is between a point and each earlier one. */
  void shapes(int point, double[] into) {
    double[] root = roots[point];
    double[] decay = decays[point];
    for (int j = 0; j < point; j++) {
      into[j] = (1 + root[j] + root[j] * root[j] * (1.0 / 3)) * decay[j];
    }
  }

  /** What {@link MaternKernel#slope} is between a point and each earlier one. */
  void slopes(int point, double[] into) {
    double[] root = roots[point];
    double[] decay = decays[point];
    for (int j = 0; j < point; j++) {
      into[j] = (1 + root[j]) * decay[j];
    }
  }
}
