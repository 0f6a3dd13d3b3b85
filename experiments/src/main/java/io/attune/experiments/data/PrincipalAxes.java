package io.attune.experiments.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The axes along which examples vary most, from the eigenvectors of their covariance matrix, with
 * the variance along each. Each axis points to the side where its largest number is positive, which
 * makes it the same on every machine.
 */
final class PrincipalAxes {
  /** Beyond this, finding the axes takes longer than training does. */
  static final int MOST_NUMBERS = 1024;

  /** Covariances of more examples than this hardly differ. */
  private static final int MOST_EXAMPLES = 10_000;

  private final double[][] axes;
  private final double[] variances;

  private PrincipalAxes(double[][] axes, double[] variances) {
    this.axes = axes;
    this.variances = variances;
  }

  /**
   * Finds as many as a preparation keeps, in order of falling variance.
   *
   * @throws DataException if there are too many numbers per example, or fewer than components
   */
  static PrincipalAxes of(Examples train, Scaling centred, Preparation preparation) {
    int size = train.shape().size();
    int kept = preparation.components().orElse(size);
    DataException.throwIf(preparation.problem(train.shape()));
    double[][] covariance = covariance(train.first(MOST_EXAMPLES), centred);
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    // Commons Math sorts eigenvalues of symmetric matrices from the largest to the smallest.
    double[][] axes =
        IntStream.range(0, kept)
            .mapToObj(i -> pointed(eigen.getEigenvector(i).toArray()))
            .toArray(double[][]::new);
    double[] variances =
        Arrays.stream(eigen.getRealEigenvalues(), 0, kept).map(x -> Math.max(0, x)).toArray();
    return new PrincipalAxes(axes, variances);
  }

  /** The axes as they are. */
  float[][] plain() {
    return floats(axes);
  }

  /** Each axis divided by the root of its variance plus {@code epsilon}. */
  float[][] whitening(double epsilon) {
    return floats(whitened(epsilon));
  }

  /** What first whitens and then turns back. */
  float[][] turnedBack(double epsilon) {
    double[][] whitened = whitened(epsilon);
    int size = axes[0].length;
    double[][] product = new double[size][size];
    for (int axis = 0; axis < axes.length; axis++) {
      for (int i = 0; i < size; i++) {
        add(product[i], whitened[axis], axes[axis][i]);
      }
    }
    return floats(product);
  }

  private double[][] whitened(double epsilon) {
    double[][] whitened = new double[axes.length][];
    for (int i = 0; i < axes.length; i++) {
      double root = Math.sqrt(variances[i] + epsilon);
      whitened[i] = Arrays.stream(axes[i]).map(x -> x / root).toArray();
    }
    return whitened;
  }

  private static double[][] covariance(Examples examples, Scaling centred) {
    int size = examples.shape().size();
    double[][] sums = new double[size][size];
    RowReader reader = examples.rows().reader(centred);
    float[] row = new float[size];
    for (int example = 0; example < examples.size(); example++) {
      reader.read(examples.row(example), row);
      for (int i = 0; i < size; i++) {
        if (row[i] != 0) {
          addLower(sums[i], row, i);
        }
      }
    }
    return symmetric(sums, examples.size());
  }

  private static void addLower(double[] sums, float[] row, int i) {
    double factor = row[i];
    for (int j = 0; j <= i; j++) {
      sums[j] += factor * row[j];
    }
  }

  private static double[][] symmetric(double[][] lower, int divisor) {
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i][j] /= divisor;
        lower[j][i] = lower[i][j];
      }
    }
    return lower;
  }

  private static double[] pointed(double[] axis) {
    double largest = 0;
    for (double x : axis) {
      largest = Math.abs(x) > Math.abs(largest) ? x : largest;
    }
    double sign = Math.signum(largest);
    return Arrays.stream(axis).map(x -> sign * x).toArray();
  }

  private static void add(double[] to, double[] numbers, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * numbers[i];
    }
  }

  private static float[][] floats(double[][] rows) {
    float[][] floats = new float[rows.length][rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        floats[i][j] = (float) rows[i][j];
      }
    }
    return floats;
  }
}
