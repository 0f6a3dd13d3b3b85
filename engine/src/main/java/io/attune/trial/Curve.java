package io.attune.trial;

import java.util.Arrays;

/**
 * One metric over steps. Immutable: appending makes a new curve that shares storage with the old
 * one, so a long curve grows in amortised constant time. Steps grow strictly.
 */
public final class Curve {
  /** No points yet. */
  public static final Curve EMPTY = new Curve(new Storage(8), 0, Double.NaN, Double.NaN, 0);

  private final Storage storage;
  private final int size;
  private final double min;
  private final double max;
  private final double sum;

  private Curve(Storage storage, int size, double min, double max, double sum) {
    this.storage = storage;
    this.size = size;
    this.min = min;
    this.max = max;
    this.sum = sum;
  }

  /**
   * This curve and one more point.
   *
   * @throws IllegalArgumentException if the step is not after the last one
   */
  public Curve plus(long step, double value) {
    if (size > 0 && step <= lastStep()) {
      throw new IllegalArgumentException(
          "step " + step + " is not after step " + lastStep() + "; steps must grow.");
    }
    // Kept up here, because the best value is asked for after every report.
    double low = Double.isNaN(min) || value < min ? value : min;
    double high = Double.isNaN(max) || value > max ? value : max;
    return new Curve(storage.append(size, step, value), size + 1, low, high, sum + value);
  }

  /** The points up to and including a step. */
  public Curve until(long step) {
    int until = indexAfter(step);
    if (until == size) {
      return this;
    }
    double low = Double.NaN;
    double high = Double.NaN;
    double total = 0;
    for (int i = 0; i < until; i++) {
      double value = storage.values[i];
      total += value;
      low = Double.isNaN(low) || value < low ? value : low;
      high = Double.isNaN(high) || value > high ? value : high;
    }
    return new Curve(storage, until, low, high, total);
  }

  /** Number of points. */
  public int size() {
    return size;
  }

  /** Whether there are no points. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Step of the point with an index from 0. */
  public long step(int index) {
    return storage.steps[checked(index)];
  }

  /** Value of the point with an index from 0. */
  public double value(int index) {
    return storage.values[checked(index)];
  }

  /** Index of the first point at or after a step; {@link #size} if there is none. */
  int firstAt(long step) {
    int found = Arrays.binarySearch(storage.steps, 0, size, step);
    return found < 0 ? -found - 1 : found;
  }

  /** Whether there is a point at exactly a step. */
  boolean has(long step) {
    int index = firstAt(step);
    return index < size && storage.steps[index] == step;
  }

  /** Step of the last point. */
  public long lastStep() {
    return step(size - 1);
  }

  /** Value of the last point. */
  public double last() {
    return value(size - 1);
  }

  /** Smallest value that is a number; NaN if there is none. */
  public double min() {
    return min;
  }

  /** Largest value that is a number; NaN if there is none. */
  public double max() {
    return max;
  }

  /** Sum of the values; NaN if one of them is. */
  public double sum() {
    return sum;
  }

  /** Best value that is a number under an objective; NaN if there is none. */
  public double best(Objective objective) {
    return objective.goal() == Objective.Goal.MINIMIZE ? min : max;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Curve curve
        && Arrays.equals(storage.steps, 0, size, curve.storage.steps, 0, curve.size)
        && Arrays.equals(storage.values, 0, size, curve.storage.values, 0, curve.size);
  }

  @Override
  public int hashCode() {
    return size == 0 ? 0 : 31 * size + Double.hashCode(last());
  }

  @Override
  public String toString() {
    return size == 0 ? "Curve[]" : "Curve[%d points to step %d]".formatted(size, lastStep());
  }

  private int indexAfter(long step) {
    int index = size;
    while (index > 0 && storage.steps[index - 1] > step) {
      index--;
    }
    return index;
  }

  private int checked(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("point " + index + " of a curve with " + size);
    }
    return index;
  }

  /** Arrays that grow at the end; whoever appends second at the same place gets a copy. */
  private static final class Storage {
    private final long[] steps;
    private final double[] values;
    private int used;

    Storage(int capacity) {
      steps = new long[capacity];
      values = new double[capacity];
    }

    synchronized Storage append(int at, long step, double value) {
      if (at != used || at == steps.length || at == 0) {
        return copy(at).append(at, step, value, this);
      }
      steps[at] = step;
      values[at] = value;
      used = at + 1;
      return this;
    }

    private Storage append(int at, long step, double value, Storage from) {
      System.arraycopy(from.steps, 0, steps, 0, at);
      System.arraycopy(from.values, 0, values, 0, at);
      steps[at] = step;
      values[at] = value;
      used = at + 1;
      return this;
    }

    private static Storage copy(int at) {
      return new Storage(Math.max(8, at * 2));
    }
  }
}
