package io.attune.search.gp;

/**
 * The one loop that all linear algebra here comes down to: subtracting a combination of rows from a
 * row. Eight rows at a time at a common index, the shape that the compiler turns into vector
 * instructions.
 */
final class Rows {
  private Rows() {}

  /**
   * For every column j in [from, to): {@code target[j] -= Σ factors[k] · rows[k][j]} over k in
   * [first, last).
   */
  static void subtract(
      double[] target, int from, int to, double[][] rows, double[] factors, int first, int last) {
    int k = first;
    for (; k + 8 <= last; k += 8) {
      eight(target, from, to, rows, factors, k);
    }
    for (; k < last; k++) {
      one(target, from, to, rows[k], factors[k]);
    }
  }

  private static void eight(
      double[] target, int from, int to, double[][] rows, double[] factors, int k) {
    double[] a = rows[k];
    double[] b = rows[k + 1];
    double[] c = rows[k + 2];
    double[] d = rows[k + 3];
    double[] e = rows[k + 4];
    double[] f = rows[k + 5];
    double[] g = rows[k + 6];
    double[] h = rows[k + 7];
    double fa = factors[k];
    double fb = factors[k + 1];
    double fc = factors[k + 2];
    double fd = factors[k + 3];
    double fe = factors[k + 4];
    double ff = factors[k + 5];
    double fg = factors[k + 6];
    double fh = factors[k + 7];
    for (int j = from; j < to; j++) {
      target[j] -=
          fa * a[j] + fb * b[j] + fc * c[j] + fd * d[j] + fe * e[j] + ff * f[j] + fg * g[j]
              + fh * h[j];
    }
  }

  static void one(double[] target, int from, int to, double[] row, double factor) {
    for (int j = from; j < to; j++) {
      target[j] -= factor * row[j];
    }
  }
}
