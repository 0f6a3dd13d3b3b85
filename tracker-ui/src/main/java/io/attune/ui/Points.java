package io.attune.ui;

import io.attune.trial.Curve;
import io.attune.trial.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A curve thinned out for drawing.
 *
 * @param steps ascending
 * @param values one per step
 */
record Points(long[] steps, double[] values) {
  /**
   * At most {@code limit} points of a curve: the first, the last, and of each stretch between them
   * the smallest and the largest, so that no spike goes missing. A stretch without a number gives a
   * NaN.
   *
   * @param limit at least 4
   */
  static Points of(Curve curve, int limit) {
    Builder points = new Builder(Math.min(limit, curve.size()));
    if (curve.size() <= limit) {
      points.addRange(curve, 0, curve.size());
    } else {
      thin(curve, points, (limit - 2) / 2);
    }
    return points.build();
  }

  /** Readings over ascending steps; of several at a step the latest. */
  static Points of(List<Reading> readings) {
    TreeMap<Long, Reading> latest = new TreeMap<>();
    for (Reading reading : readings) {
      latest.merge(reading.step(), reading, (old, late) -> late.isLaterThan(old) ? late : old);
    }
    return new Points(
        latest.keySet().stream().mapToLong(step -> step).toArray(),
        latest.values().stream().mapToDouble(Reading::value).toArray());
  }

  private static void thin(Curve curve, Builder points, int stretches) {
    int inner = curve.size() - 2;
    points.add(curve, 0);
    for (int i = 0; i < stretches; i++) {
      int from = 1 + (int) ((long) inner * i / stretches);
      int to = 1 + (int) ((long) inner * (i + 1) / stretches);
      addExtremes(curve, points, from, to);
    }
    points.add(curve, curve.size() - 1);
  }

  private static void addExtremes(Curve curve, Builder points, int from, int to) {
    int low = from;
    int high = from;
    for (int i = from; i < to; i++) {
      double value = curve.value(i);
      low = value < curve.value(low) || Double.isNaN(curve.value(low)) ? i : low;
      high = value > curve.value(high) || Double.isNaN(curve.value(high)) ? i : high;
    }
    points.add(curve, Math.min(low, high));
    if (low != high) {
      points.add(curve, Math.max(low, high));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Points points
        && Arrays.equals(steps, points.steps)
        && Arrays.equals(values, points.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(steps) + Arrays.hashCode(values);
  }

  private static final class Builder {
    private final long[] steps;
    private final double[] values;
    private int size;

    Builder(int capacity) {
      steps = new long[capacity];
      values = new double[capacity];
    }

    void addRange(Curve curve, int from, int to) {
      for (int i = from; i < to; i++) {
        add(curve, i);
      }
    }

    void add(Curve curve, int index) {
      steps[size] = curve.step(index);
      values[size] = curve.value(index);
      size++;
    }

    Points build() {
      return new Points(Arrays.copyOf(steps, size), Arrays.copyOf(values, size));
    }
  }
}
