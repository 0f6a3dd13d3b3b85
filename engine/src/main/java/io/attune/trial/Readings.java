package io.attune.trial;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything recorded of one metric of a trial, in the order in which it came. Immutable: adding
 * makes new readings that share storage with the old ones. Of several readings at one step the
 * {@link #curve} has the latest by time, then by value, which is what MLflow calls the latest.
 */
public final class Readings {
  /** None yet. */
  public static final Readings EMPTY = new Readings(new Storage(4), 0, Curve.EMPTY, 0);

  private final Storage storage;
  private final int size;
  private final Curve curve;
  private final long lastMillis;

  private Readings(Storage storage, int size, Curve curve, long lastMillis) {
    this.storage = storage;
    this.size = size;
    this.curve = curve;
    this.lastMillis = lastMillis;
  }

  /** These readings and some more of the same metric. */
  Readings plus(List<Reading> more) {
    Storage grown = storage;
    Curve drawn = curve;
    long millis = lastMillis;
    int count = size;
    boolean inOrder = true;
    for (Reading reading : more) {
      grown = grown.append(count++, reading);
      if (!inOrder || (!drawn.isEmpty() && reading.step() < drawn.lastStep())) {
        inOrder = false;
      } else if (drawn.isEmpty() || reading.step() > drawn.lastStep()) {
        drawn = drawn.plus(reading.step(), reading.value());
        millis = reading.millis();
      } else if (supersedes(reading, drawn, millis)) {
        drawn = drawn.until(reading.step() - 1).plus(reading.step(), reading.value());
        millis = reading.millis();
      }
    }
    return inOrder ? new Readings(grown, count, drawn, millis) : redrawn(grown, count);
  }

  private static boolean supersedes(Reading reading, Curve curve, long millis) {
    return Reading.later(
        reading.step(), reading.millis(), reading.value(), curve.lastStep(), millis, curve.last());
  }

  private static Readings redrawn(Storage storage, int size) {
    List<Integer> order =
        IntStream.range(0, size)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(i -> storage.steps[i])
                    .thenComparingLong(i -> storage.millis[i])
                    .thenComparingDouble(i -> storage.values[i]))
            .toList();
    Curve curve = Curve.EMPTY;
    for (int i = 0; i < size; i++) {
      int at = order.get(i);
      if (i + 1 == size || storage.steps[order.get(i + 1)] != storage.steps[at]) {
        curve = curve.plus(storage.steps[at], storage.values[at]);
      }
    }
    return new Readings(storage, size, curve, storage.millis[order.get(size - 1)]);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The reading with an index from 0, in the order in which they came. */
  public Reading at(int index, String metric) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("reading " + index + " of " + size);
    }
    return new Reading(metric, storage.steps[index], storage.millis[index], storage.values[index]);
  }

  /** The latest: that of the largest step, then time, then value. There must be one. */
  public Reading latest(String metric) {
    return new Reading(metric, curve.lastStep(), lastMillis, curve.last());
  }

  /** One value for each step. */
  public Curve curve() {
    return curve;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Readings readings
        && Arrays.equals(storage.steps, 0, size, readings.storage.steps, 0, readings.size)
        && Arrays.equals(storage.millis, 0, size, readings.storage.millis, 0, readings.size)
        && Arrays.equals(storage.values, 0, size, readings.storage.values, 0, readings.size);
  }

  @Override
  public int hashCode() {
    return 31 * size + curve.hashCode();
  }

  @Override
  public String toString() {
    return "Readings[" + size + "]";
  }

  /** Arrays that grow at the end; whoever appends second at the same place gets a copy. */
  private static final class Storage {
    private final long[] steps;
    private final long[] millis;
    private final double[] values;
    private int used;

    Storage(int capacity) {
      this(new long[capacity], new long[capacity], new double[capacity]);
    }

    private Storage(long[] steps, long[] millis, double[] values) {
      this.steps = steps;
      this.millis = millis;
      this.values = values;
    }

    synchronized Storage append(int at, Reading reading) {
      if (at != used || at == steps.length || at == 0) {
        return copy(at).put(at, reading);
      }
      return put(at, reading);
    }

    private Storage put(int at, Reading reading) {
      steps[at] = reading.step();
      millis[at] = reading.millis();
      values[at] = reading.value();
      used = at + 1;
      return this;
    }

    private Storage copy(int at) {
      int capacity = Math.max(4, at * 2);
      return new Storage(
          Arrays.copyOf(Arrays.copyOf(steps, at), capacity),
          Arrays.copyOf(Arrays.copyOf(millis, at), capacity),
          Arrays.copyOf(Arrays.copyOf(values, at), capacity));
    }
  }
}
