package io.attune.search.cma;

import io.attune.search.axes.Axis;

/**
 * Which numbers stand for a value of one axis. The distribution knows no bounds, so a value at a
 * bound stands for all numbers beyond it as well: a bound can be reached, which is where the best
 * value of a parameter often lies, and the distribution is nowhere cut off.
 */
sealed interface Cells {
  /** Smallest number that stands for the value at a coordinate, or negative infinity. */
  double low(double coordinate);

  /** Largest number that stands for the value at a coordinate, or infinity. */
  double high(double coordinate);

  /** The nearest number within the bounds. */
  double nearest(double number);

  /** The cells of an axis with order. */
  static Cells of(Axis axis) {
    return axis instanceof Axis.Ordered ordered
        ? new Steps(ordered)
        : new Range(((Axis.Continuous) axis).least(), ((Axis.Continuous) axis).most());
  }

  /** Every number stands for itself, but for those beyond the bounds. */
  record Range(double least, double most) implements Cells {
    // What is lost between a bound and the value there.
    private static final double ROUNDING = 1e-9;

    @Override
    public double low(double coordinate) {
      return coordinate <= least + ROUNDING ? Double.NEGATIVE_INFINITY : Math.min(coordinate, most);
    }

    @Override
    public double high(double coordinate) {
      return coordinate >= most - ROUNDING ? Double.POSITIVE_INFINITY : Math.max(coordinate, least);
    }

    @Override
    public double nearest(double number) {
      return Math.max(least, Math.min(most, number));
    }
  }

  /** Each value has its cell; the outermost ones have no end. */
  record Steps(Axis.Ordered axis) implements Cells {
    @Override
    public double low(double coordinate) {
      return axis.low((int) coordinate);
    }

    @Override
    public double high(double coordinate) {
      return axis.high((int) coordinate);
    }

    @Override
    public double nearest(double number) {
      return number;
    }
  }
}
