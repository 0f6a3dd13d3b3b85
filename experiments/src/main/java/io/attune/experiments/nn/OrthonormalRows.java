package io.attune.experiments.nn;

import java.util.random.RandomGenerator;

/**
 * Random matrices with orthonormal rows, or columns if there are more rows than columns. The
 * Gram-Schmidt process, run twice against rounding, makes them of normal numbers; since it divides
 * by positive lengths, every rotation is equally likely (Mezzadri 2007, section 4).
 */
final class OrthonormalRows {
  private OrthonormalRows() {}

  /** A matrix, row by row. */
  static float[] draw(int rows, int columns, RandomGenerator random) {
    int vectors = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[][] basis = new double[vectors][];
    for (int i = 0; i < vectors; i++) {
      basis[i] = normal(length, random);
      separate(basis, i);
      separate(basis, i);
    }
    return laidOut(basis, rows, columns);
  }

  private static double[] normal(int length, RandomGenerator random) {
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }

  /** Takes off what lies along the vectors before, and scales the rest to length 1. */
  private static void separate(double[][] basis, int last) {
    double[] vector = basis[last];
    for (int i = 0; i < last; i++) {
      addTo(vector, basis[i], -dot(vector, basis[i]));
    }
    double length = StrictMath.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addTo(double[] vector, double[] other, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += factor * other[i];
    }
  }

  private static float[] laidOut(double[][] basis, int rows, int columns) {
    float[] matrix = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double number = rows <= columns ? basis[row][column] : basis[column][row];
        matrix[row * columns + column] = (float) number;
      }
    }
    return matrix;
  }
}
