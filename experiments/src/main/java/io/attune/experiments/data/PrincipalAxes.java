package io.attune.experiments.data;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The axes along which examples vary, from the eigenvectors of their covariance matrix, with the
 * variance along each, in order of falling variance. Each axis points to the side where its largest
 * number is positive, which makes it the same on every machine.
 */
final class PrincipalAxes {
  /** Beyond this, finding the axes takes longer than training does. */
  static final int MOST_NUMBERS = 4096;

  private final Scaling centred;
  private final double[][] axes;
  private final double[] variances;

  private PrincipalAxes(Scaling centred, double[][] axes, double[] variances) {
    this.centred = centred;
    this.axes = axes;
    this.variances = variances;
  }

  /**
   * Finds all axes.
   *
   * @param precise computes with 64 bits
   */
  static PrincipalAxes of(Examples examples, Backend precise) {
    Scaling centred = Statistics.of(examples).scaling(Preparation.Method.MEAN_IMAGE);
    int size = examples.shape().size();
    double[] covariance = Covariance.of(precise, examples, centred);
    double[] rising =
        precise.scoped(() -> precise.eigen(precise.tensor(covariance, size, size)).toDoubles());
    double[][] axes = new double[size][];
    double[] variances = new double[size];
    for (int i = 0; i < size; i++) {
      int from = (size - i) * size;
      axes[i] = pointed(Arrays.copyOfRange(rising, from, from + size));
      variances[i] = Math.max(0, rising[size - 1 - i]);
    }
    return new PrincipalAxes(centred, axes, variances);
  }

  /** Takes the mean of the examples off each number. */
  Scaling centred() {
    return centred;
  }

  /** Numbers per example, and as many axes. */
  int size() {
    return axes.length;
  }

  /** The first axes as they are, one after the other. */
  float[] plain(int count) {
    return divided(count, variance -> 1);
  }

  /** The first axes, each divided by the root of its variance plus {@code epsilon}. */
  float[] whitening(int count, double epsilon) {
    return divided(count, variance -> Math.sqrt(variance + epsilon));
  }

  /**
   * What first whitens along all axes and then turns back, row by row.
   *
   * @param precise computes with 64 bits
   */
  float[] turnedBack(double epsilon, Backend precise) {
    int size = size();
    // The matrix is a product of half of it with itself: each axis gets the fourth root twice.
    double[] halves = new double[size * size];
    for (int axis = 0; axis < size; axis++) {
      double root = Math.sqrt(Math.sqrt(variances[axis] + epsilon));
      for (int i = 0; i < size; i++) {
        halves[i * size + axis] = axes[axis][i] / root;
      }
    }
    return precise.scoped(() -> square(precise, halves, size));
  }

  private static float[] square(Backend precise, double[] halves, int size) {
    Tensor half = precise.tensor(halves, size, size);
    return half.linear(half).toArray();
  }

  private float[] divided(int count, DoubleUnaryOperator divisor) {
    float[] divided = new float[count * size()];
    for (int axis = 0; axis < count; axis++) {
      double by = divisor.applyAsDouble(variances[axis]);
      for (int i = 0; i < size(); i++) {
        divided[axis * size() + i] = (float) (axes[axis][i] / by);
      }
    }
    return divided;
  }

  private static double[] pointed(double[] axis) {
    double largest = 0;
    for (double x : axis) {
      largest = Math.abs(x) > Math.abs(largest) ? x : largest;
    }
    double sign = Math.signum(largest);
    return Arrays.stream(axis).map(x -> sign * x).toArray();
  }
}
