package io.attune.search.cma;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** A covariance matrix with its principal axes. Not thread-safe. */
final class Shape {
  private static final double LEAST = 1e-300;

  private final double[][] covariance;
  private double[][] directions;
  private double[] lengths;

  /** A ball of radius 1. */
  Shape(int dimensions) {
    covariance = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      covariance[i][i] = 1;
    }
    directions = new double[0][0];
    lengths = new double[0];
    decompose();
  }

  int dimensions() {
    return covariance.length;
  }

  /** Standard deviation along a coordinate. */
  double deviation(int coordinate) {
    return Math.sqrt(covariance[coordinate][coordinate]);
  }

  /** Ratio of the largest to the smallest variance of the principal axes. */
  double condition() {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double length : lengths) {
      least = Math.min(least, length);
      most = Math.max(most, length);
    }
    return lengths.length == 0 ? 1 : most / least * (most / least);
  }

  /** Stretches a standard normal vector to one with this covariance. */
  double[] stretched(double[] z) {
    double[] y = new double[z.length];
    for (int k = 0; k < z.length; k++) {
      for (int i = 0; i < z.length; i++) {
        y[i] += directions[i][k] * lengths[k] * z[k];
      }
    }
    return y;
  }

  /** Multiplies with the inverse square root: a vector with this covariance becomes standard. */
  double[] whitened(double[] y) {
    double[] z = new double[y.length];
    for (int k = 0; k < y.length; k++) {
      double along = 0;
      for (int i = 0; i < y.length; i++) {
        along += directions[i][k] * y[i];
      }
      for (int i = 0; i < y.length; i++) {
        z[i] += directions[i][k] * along / lengths[k];
      }
    }
    return z;
  }

  void scale(double factor) {
    for (double[] row : covariance) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
    }
  }

  /** Adds a multiple of the outer product of a vector with itself. */
  void add(double weight, double[] y) {
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        covariance[i][j] += weight * (y[i] * y[j]);
      }
    }
  }

  /** Finds the principal axes of the covariance as it is now. */
  void decompose() {
    if (covariance.length == 0) {
      return;
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    directions = eigen.getV().getData();
    lengths = eigen.getRealEigenvalues();
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.sqrt(Math.max(LEAST, lengths[i]));
    }
  }
}
