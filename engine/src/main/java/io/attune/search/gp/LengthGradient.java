package io.attune.search.gp;

/** Sums up the likelihood's derivatives by the logarithms of the lengths, row by row. */
final class LengthGradient {
  private final Points points;
  private final double[] lengths;
  private final boolean[] nominal;
  private final double[] sums;
  private final double[] squares;

  LengthGradient(Points points, double[] lengths, boolean[] nominal) {
    this.points = points;
    this.lengths = lengths;
    this.nominal = nominal;
    this.sums = new double[lengths.length];
    this.squares = new double[points.size()];
  }

  /** Adds the pairs of one point with all before it, weighted. */
  void add(int row, double[] weights) {
    for (int f = 0; f < sums.length; f++) {
      double[] column = points.columns()[f];
      java.util.Arrays.fill(squares, 0, row, 0);
      if (nominal[f]) {
        MaternKernel.addDifferent(column[row], column, 1, 0, row, squares);
      } else {
        MaternKernel.addSquares(column[row], column, 1, 0, row, squares);
      }
      sums[f] += dot(weights, row);
    }
  }

  private double dot(double[] weights, int size) {
    double sum = 0;
    for (int j = 0; j < size; j++) {
      sum += weights[j] * squares[j];
    }
    return sum;
  }

  void write(double[] gradient, double factor) {
    for (int f = 0; f < sums.length; f++) {
      gradient[f] = factor * sums[f] / (lengths[f] * lengths[f]);
    }
  }
}
