package io.attune.search.tpe;

import io.attune.search.axes.Axis;
import java.util.random.RandomGenerator;

/**
 * Kernels of an axis without order: the value observed, and besides a little of the prior, the less
 * the more observations there are.
 *
 * @param observed number of the value that each kernel prefers; -1 for the prior
 * @param little weight of the prior beside an observation
 */
record NominalColumn(double[] shares, int[] observed, double little) implements Column {
  private static final int NONE = -1;

  static NominalColumn of(Axis.Nominal axis, double[] coordinates) {
    int[] observed = new int[coordinates.length + 1];
    int active = 0;
    for (int i = 0; i < coordinates.length; i++) {
      observed[i] = Double.isNaN(coordinates[i]) ? NONE : (int) coordinates[i];
      active += observed[i] == NONE ? 0 : 1;
    }
    observed[coordinates.length] = NONE;
    return new NominalColumn(axis.shares(), observed, axis.shares().length / (active + 1.0));
  }

  @Override
  public void addLogs(double coordinate, double[] logs) {
    int value = (int) coordinate;
    double prior = StrictMath.log(shares[value]);
    double other = StrictMath.log(share(shares[value] * little));
    double same = StrictMath.log(share(1 + shares[value] * little));
    for (int i = 0; i < logs.length; i++) {
      logs[i] += observed[i] == NONE ? prior : observed[i] == value ? same : other;
    }
  }

  private double share(double weight) {
    return weight / (1 + little);
  }

  @Override
  public double draw(int kernel, RandomGenerator random) {
    double left = random.nextDouble() * (observed[kernel] == NONE ? 1 : 1 + little);
    if (observed[kernel] != NONE) {
      if (left < 1) {
        return observed[kernel];
      }
      left = (left - 1) / little;
    }
    int value = 0;
    for (int i = 0; i < shares.length && left >= 0; i++) {
      value = shares[i] > 0 ? i : value;
      left -= shares[i];
    }
    return value;
  }
}
