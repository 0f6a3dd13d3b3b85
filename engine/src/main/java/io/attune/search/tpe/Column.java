package io.attune.search.tpe;

import io.attune.search.axes.Axis;
import java.util.random.RandomGenerator;

/**
 * What all kernels of a mixture say about one axis. There is a kernel for each observation, and a
 * last one that knows nothing, the prior. Where the axis was not active in an observation, its
 * kernel is the prior too.
 */
interface Column {
  /** Adds for each kernel the logarithm of its density at a coordinate. */
  void addLogs(double coordinate, double[] logs);

  /** A coordinate drawn from a kernel. */
  double draw(int kernel, RandomGenerator random);

  /**
   * The column of an axis.
   *
   * @param coordinates of the observations; NaN where the axis is not active
   */
  static Column of(Axis axis, double[] coordinates) {
    if (axis instanceof Axis.Nominal nominal) {
      return NominalColumn.of(nominal, coordinates);
    }
    if (axis instanceof Axis.Ordered ordered) {
      double[] middles = coordinates.clone();
      for (int i = 0; i < middles.length; i++) {
        middles[i] = Double.isNaN(middles[i]) ? Double.NaN : ordered.middle(middles[i]);
      }
      return new OrderedColumn(ordered, Bells.of(middles));
    }
    return ContinuousColumn.of(axis, Bells.of(coordinates));
  }
}
