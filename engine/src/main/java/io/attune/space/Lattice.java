package io.attune.space;

import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The multiples of a quantum inside a distribution's bounds. Every multiple owns a cell of width
 * one quantum, so that the two ends are as likely as the middle of a uniform range.
 */
record Lattice(Distribution distribution, double quantum) {
  private static final double SLACK = 1e-9;

  /** Far below one step, also where ratios are huge. */
  private static final double WIDEST_SLACK = 1e-3;

  /** Up to here every whole number has a double of its own: 2^53. */
  private static final double EXACT = 0x1p53;

  static void check(String name, Distribution distribution, double quantum) {
    if (!Double.isFinite(quantum) || Double.compare(quantum, 0) < 0) {
      throw new IllegalArgumentException(
          name + ": q must be a positive number, but is " + quantum + ".");
    }
    if (quantum == 0) {
      return;
    }
    Lattice lattice = new Lattice(distribution, quantum);
    if (lattice.bounded() && lattice.first() > lattice.last()) {
      throw new IllegalArgumentException(
          "%s: no multiple of q %s lies between min %s and max %s. Maybe use a smaller q."
              .formatted(name, quantum, distribution.min(), distribution.max()));
    }
    if (lattice.bounded() && lattice.largest() > EXACT) {
      throw new IllegalArgumentException(
          "%s: the multiples of q %s up to %s are too many to tell apart. Maybe use a larger q."
              .formatted(name, quantum, Math.max(-distribution.min(), distribution.max())));
    }
  }

  /** Index of the multiple that a coordinate falls on. */
  long decode(double unit) {
    double p = Checks.unit(unit);
    double x = bounded() ? cells().quantile(p) : distribution.quantile(p);
    return clamp(Math.round(x / quantum));
  }

  /** Middle of the cell of a value, as a coordinate. */
  double encode(double value) {
    if (!bounded()) {
      return distribution.cumulative(value);
    }
    double low = cells().cumulative(value - quantum / 2);
    double high = cells().cumulative(value + quantum / 2);
    return (low + high) / 2;
  }

  /** The multiple with an index, free of accumulated rounding. */
  double value(long index) {
    double inverse = 1 / quantum;
    return Math.rint(inverse) == inverse ? index / inverse : index * quantum;
  }

  boolean contains(double value) {
    double index = value / quantum;
    return Math.abs(index - Math.rint(index)) < SLACK * Math.max(1, Math.abs(index))
        && (long) Math.rint(index) == clamp((long) Math.rint(index));
  }

  OptionalLong size() {
    return bounded() ? OptionalLong.of(last() - first() + 1) : OptionalLong.empty();
  }

  LongStream indices(String name) {
    if (!bounded()) {
      throw new IllegalStateException(
          name + ": " + distribution + " has no bounds, so its values cannot be listed.");
    }
    return LongStream.rangeClosed(first(), last());
  }

  private boolean bounded() {
    return Double.isFinite(distribution.min()) && Double.isFinite(distribution.max());
  }

  /** Index of the multiple farthest from 0, before it is rounded. */
  private double largest() {
    return Math.max(-distribution.min(), distribution.max()) / quantum;
  }

  private long clamp(long index) {
    long end = (long) (EXACT / Math.max(1, quantum));
    long low = Double.isFinite(distribution.min()) ? first() : -end;
    long high = Double.isFinite(distribution.max()) ? last() : end;
    return Math.max(low, Math.min(high, index));
  }

  private long first() {
    return (long) Math.ceil(snapped(distribution.min() / quantum));
  }

  private long last() {
    return (long) Math.floor(snapped(distribution.max() / quantum));
  }

  /** The whole number that rounding made a ratio miss, so that 0.3 / 0.1 counts as 3. */
  private static double snapped(double ratio) {
    double nearest = Math.rint(ratio);
    double tolerance = Math.min(WIDEST_SLACK, SLACK * Math.abs(ratio));
    return Math.abs(ratio - nearest) <= tolerance ? nearest : ratio;
  }

  private double lower() {
    return first() * quantum - quantum / 2;
  }

  /** The distribution stretched by half a quantum on both sides. */
  private Distribution cells() {
    double low = lower();
    double high = last() * quantum + quantum / 2;
    if (distribution instanceof Distribution.LogUniform) {
      return new Distribution.LogUniform(Math.max(low, quantum / 4), high);
    }
    if (distribution instanceof Distribution.InverseLogUniform) {
      return new Distribution.InverseLogUniform(Math.max(low, quantum / 4), high);
    }
    if (distribution instanceof Distribution.Uniform) {
      return new Distribution.Uniform(low, high);
    }
    return distribution;
  }
}
