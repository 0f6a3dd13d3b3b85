package io.attune.search.gp;

import java.util.Optional;

/**
 * The factor L of a positive definite matrix {@code A = L Lᵀ}, kept as the rows of Lᵀ so that all
 * loops run along rows. Grows by {@link #append}; otherwise immutable.
 */
final class Cholesky {
  private final double[][] upper;
  private int size;

  private Cholesky(double[][] upper) {
    this.upper = upper;
  }

  /**
   * Factors a symmetric matrix in place; only {@code matrix[i][j]} with j ≥ i is read, and rows may
   * be longer than the matrix to leave room for {@link #append}.
   *
   * @return empty if the matrix is not positive definite in floating point
   */
  static Optional<Cholesky> of(double[][] matrix, int size) {
    Cholesky factor = new Cholesky(matrix);
    while (factor.size < size) {
      if (!factor.eliminate(factor.size, size)) {
        return Optional.empty();
      }
      factor.size++;
    }
    return Optional.of(factor);
  }

  private boolean eliminate(int row, int width) {
    double[] target = upper[row];
    Rows.subtract(target, row, width, upper, column(row), 0, row);
    double pivot = target[row];
    if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
      return false;
    }
    double root = Math.sqrt(pivot);
    for (int j = row; j < width; j++) {
      target[j] /= root;
    }
    return true;
  }

  /**
   * Adds a row and column to the matrix.
   *
   * @param column covariances with the rows so far, then the new diagonal element
   * @return whether the larger matrix is still positive definite; if not, nothing changed
   */
  boolean append(double[] column) {
    double[] lower = solveLower(column);
    double pivot = column[size];
    for (double x : lower) {
      pivot -= x * x;
    }
    if (!(pivot > 0)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      upper[i][size] = lower[i];
    }
    upper[size][size] = Math.sqrt(pivot);
    size++;
    return true;
  }

  int size() {
    return size;
  }

  /** Element of L. */
  double lower(int row, int column) {
    return upper[column][row];
  }

  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += StrictMath.log(upper[i][i]);
    }
    return 2 * sum;
  }

  /** Solves {@code L x = b}; reads the first {@link #size} numbers of b. */
  double[] solveLower(double[] b) {
    double[] x = java.util.Arrays.copyOf(b, size);
    for (int k = 0; k < size; k++) {
      x[k] /= upper[k][k];
      Rows.one(x, k + 1, size, upper[k], x[k]);
    }
    return x;
  }

  /** Solves {@code Lᵀ x = b}. */
  double[] solveUpper(double[] b) {
    double[] x = b.clone();
    for (int i = size - 1; i >= 0; i--) {
      double sum = x[i];
      for (int j = i + 1; j < size; j++) {
        sum -= upper[i][j] * x[j];
      }
      x[i] = sum / upper[i][i];
    }
    return x;
  }

  /** Solves {@code A x = b}. */
  double[] solve(double[] b) {
    return solveUpper(solveLower(b));
  }

  /** Solves {@code L X = B} in place, where row i of B holds element i of every right side. */
  void solveLowerInPlace(double[][] b, int width) {
    for (int i = 0; i < size; i++) {
      Rows.subtract(b[i], 0, width, b, column(i), 0, i);
      divide(b[i], width, upper[i][i]);
    }
  }

  /** Solves {@code Lᵀ X = B} in place, where row i of B holds element i of every right side. */
  void solveUpperInPlace(double[][] b, int width) {
    for (int i = size - 1; i >= 0; i--) {
      Rows.subtract(b[i], 0, width, b, upper[i], i + 1, size);
      divide(b[i], width, upper[i][i]);
    }
  }

  /** The inverse of A; only elements [i][j] with j ≤ i are filled. */
  double[][] inverse() {
    double[][] z = inverseLower();
    double[][] inverse = new double[size][size];
    double[] factors = new double[size];
    for (int i = 0; i < size; i++) {
      for (int k = i; k < size; k++) {
        factors[k] = -z[k][i];
      }
      Rows.subtract(inverse[i], 0, i + 1, z, factors, i, size);
    }
    return inverse;
  }

  private double[][] inverseLower() {
    double[][] z = new double[size][size];
    for (int i = 0; i < size; i++) {
      z[i][i] = 1;
      Rows.subtract(z[i], 0, i, z, column(i), 0, i);
      divide(z[i], i + 1, upper[i][i]);
    }
    return z;
  }

  /** Row of L left of the diagonal. */
  private double[] column(int index) {
    double[] column = new double[index];
    for (int k = 0; k < index; k++) {
      column[k] = upper[k][index];
    }
    return column;
  }

  private static void divide(double[] row, int width, double by) {
    for (int j = 0; j < width; j++) {
      row[j] /= by;
    }
  }
}
