package io.attune.experiments.data;

import java.util.Arrays;

/**
 * Takes a shift off each number and divides the rest, with one shift and divisor per channel or per
 * number of an example. Immutable.
 */
final class Scaling {
  private final double[] shifts;
  private final double[] divisors;

  /** As many of both as there are channels, or as there are numbers in an example. */
  Scaling(double[] shifts, double[] divisors) {
    this.shifts = shifts.clone();
    this.divisors = divisors.clone();
  }

  /** Leaves numbers as they are. */
  static Scaling none(Shape shape) {
    double[] ones = new double[shape.channels()];
    Arrays.fill(ones, 1);
    return new Scaling(new double[shape.channels()], ones);
  }

  /** Whether all pixels of a channel are treated alike. */
  boolean perChannel(Shape shape) {
    return shifts.length == shape.channels();
  }

  float apply(double value, int index) {
    return (float) ((value - shifts[index]) / divisors[index]);
  }

  /** The shift of each number of an example. */
  float[] shifts(Shape shape) {
    float[] all = new float[shape.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) shifts[index(shape, i)];
    }
    return all;
  }

  /** One over the divisor of each number of an example. */
  float[] factors(Shape shape) {
    float[] all = new float[shape.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) (1 / divisors[index(shape, i)]);
    }
    return all;
  }

  private int index(Shape shape, int i) {
    return perChannel(shape) ? i / shape.area() : i;
  }
}
