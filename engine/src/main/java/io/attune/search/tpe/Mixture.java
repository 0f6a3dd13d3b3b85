package io.attune.search.tpe;

import io.attune.search.axes.Axes;
import io.attune.search.axes.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A Parzen estimate of where trials lie: a mixture of one kernel per trial and a prior. A kernel
 * spans all axes, so what goes together in trials goes together in draws (Falkner et al. 2018,
 * "BOHB", section 3.2; Watanabe 2023, section 3.3).
 *
 * <p>A kernel is a density over the whole tree of a conditional space: each axis that is active
 * contributes its factor, and where it was not active in the kernel's trial, the prior. Not
 * thread-safe.
 */
final class Mixture {
  private static final int LATEST = 25;
  // Below this difference of logarithms a summand is lost in the rounding of the largest one.
  private static final double NEGLIGIBLE = -40;

  private final Axes axes;
  private final List<Column> columns = new ArrayList<>();
  private final double[] weights;
  private final double[] logWeights;
  private final double[] logs;

  /** The estimate from points with coordinates as {@link Axes.Point} has them, oldest first. */
  Mixture(Axes axes, List<double[]> points) {
    this.axes = axes;
    this.weights = weights(points.size());
    this.logWeights = Arrays.stream(weights).map(StrictMath::log).toArray();
    this.logs = new double[weights.length];
    for (int i = 0; i < axes.count(); i++) {
      Axis axis = axes.list().get(i);
      double[] coordinates = new double[points.size()];
      for (int p = 0; p < coordinates.length; p++) {
        coordinates[p] = points.get(p)[i];
      }
      columns.add(Column.of(axis, coordinates));
    }
  }

  /**
   * Weights of observations and, last, of the prior; their sum is 1. The latest 25 weigh as much as
   * the prior, older ones less and less.
   */
  static double[] weights(int observations) {
    double[] weights = new double[observations + 1];
    Arrays.fill(weights, 1);
    int old = observations - LATEST;
    for (int i = 0; i < old; i++) {
      double least = 1.0 / observations;
      weights[i] = old == 1 ? least : least + i * (1 - least) / (old - 1);
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** A point from one of the kernels. */
  Axes.Point draw(RandomGenerator random) {
    int kernel = kernel(random.nextDouble());
    return axes.point(axis -> columns.get(axis).draw(kernel, random));
  }

  private int kernel(double left) {
    int kernel = 0;
    double rest = left - weights[0];
    while (rest >= 0 && kernel < weights.length - 1) {
      rest -= weights[++kernel];
    }
    return kernel;
  }

  /** Logarithm of the density at a point. */
  double logDensity(double[] coordinates) {
    System.arraycopy(logWeights, 0, logs, 0, logs.length);
    for (int i = 0; i < coordinates.length; i++) {
      if (!Double.isNaN(coordinates[i])) {
        columns.get(i).addLogs(coordinates[i], logs);
      }
    }
    return logOfSum();
  }

  private double logOfSum() {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double sum = 0;
    for (double log : logs) {
      double difference = log - most;
      sum += difference > NEGLIGIBLE ? StrictMath.exp(difference) : 0;
    }
    return most + StrictMath.log(sum);
  }
}
