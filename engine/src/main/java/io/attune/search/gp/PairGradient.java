package io.attune.search.gp;

import java.util.Arrays;

/**
 * Sums up, pair by pair of points, the likelihood's derivatives by the logarithms of the lengths
 * and by the coordinates of the points on the axes that bend.
 */
final class PairGradient {
  private final Points points;
  private final double[] lengths;
  private final Features features;
  private final double[] sums;
  private final double[] squares;
  private final double[][] byPoint;

  PairGradient(Points points, double[] lengths, Features features) {
    this.points = points;
    this.lengths = lengths;
    this.features = features;
    this.sums = new double[lengths.length];
    this.squares = new double[points.size()];
    this.byPoint = new double[features.bendable().length][points.size()];
  }

  /** Adds the pairs of one point with all before it, weighted. */
  void add(int row, double[] weights) {
    for (int f = 0; f < sums.length; f++) {
      double[] column = points.columns()[f];
      Arrays.fill(squares, 0, row, 0);
      if (features.nominal()[f]) {
        MaternKernel.addDifferent(column[row], column, 1, 0, row, squares);
      } else {
        MaternKernel.addSquares(column[row], column, 1, 0, row, squares);
      }
      sums[f] += dot(weights, row);
    }
    for (int k = 0; k < byPoint.length; k++) {
      pull(points.columns()[features.bendable()[k]], byPoint[k], weights, row);
    }
  }

  /** Each pair pulls its two points in opposite directions. */
  private static void pull(double[] column, double[] sums, double[] weights, int row) {
    double sum = 0;
    for (int j = 0; j < row; j++) {
      double pull = weights[j] * (column[row] - column[j]);
      sum += pull;
      sums[j] -= pull;
    }
    sums[row] += sum;
  }

  private double dot(double[] weights, int size) {
    double sum = 0;
    for (int j = 0; j < size; j++) {
      sum += weights[j] * squares[j];
    }
    return sum;
  }

  /** Overwrites the derivatives by the logarithms of the lengths. */
  void writeLengths(double[] gradient, double factor) {
    for (int f = 0; f < sums.length; f++) {
      gradient[f] = factor * sums[f] / (lengths[f] * lengths[f]);
    }
  }

  /** Overwrites the derivatives by the logarithms of the warp's exponents. */
  void writeWarp(double[] gradient, double factor, InputWarp.Bending bending) {
    for (int k = 0; k < byPoint.length; k++) {
      double length = lengths[features.bendable()[k]];
      double scaled = factor / (length * length);
      gradient[lengths.length + 2 + 2 * k] = scaled * bending.alongRise(k, byPoint[k]);
      gradient[lengths.length + 3 + 2 * k] = scaled * bending.alongFall(k, byPoint[k]);
    }
  }
}
