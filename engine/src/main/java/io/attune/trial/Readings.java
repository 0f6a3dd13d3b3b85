package io.attune.trial;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was recorded of one metric of a trial, in short: how many readings, the latest, and a curve
 * through some of them. All of them are in the store. Immutable: adding makes new readings that
 * share storage with the old ones.
 *
 * <p>The curve has every step while there are at most 1,024 readings that came a few at a time; of
 * more it keeps the lowest and the highest of each stretch. Of several readings at one step it has
 * the latest by time, then by value, which is what MLflow calls the latest.
 */
public final class Readings {
  /** None yet. */
  public static final Readings EMPTY = new Readings(0, new Storage(4), 0, Curve.EMPTY, 0);

  private static final int MOST = 1_024;

  private final long size;
  private final Storage storage;
  private final int marks;
  private final Curve curve;
  private final long lastMillis;

  private Readings(long size, Storage storage, int marks, Curve curve, long lastMillis) {
    this.size = size;
    this.storage = storage;
    this.marks = marks;
    this.curve = curve;
    this.lastMillis = lastMillis;
  }

  /** These readings and some more of the same metric. */
  Readings plus(Tally tally) {
    Readings all = plus(tally.marks(), size + tally.count());
    return all.marks <= MOST ? all : all.thinned(tally.metric());
  }

  private Readings plus(List<Reading> more, long total) {
    Storage grown = storage;
    Curve drawn = curve;
    long millis = lastMillis;
    int count = marks;
    boolean inOrder = true;
    for (Reading reading : more) {
      grown = grown.append(count++, reading);
      if (!inOrder || (!drawn.isEmpty() && reading.step() < drawn.lastStep())) {
        inOrder = false;
      } else if (drawn.isEmpty() || reading.step() > drawn.lastStep()) {
        drawn = drawn.plus(reading.step(), reading.value());
        millis = reading.millis();
      } else if (reading.isLaterThan(
          new Reading(reading.metric(), drawn.lastStep(), millis, drawn.last()))) {
        drawn = drawn.until(reading.step() - 1).plus(reading.step(), reading.value());
        millis = reading.millis();
      }
    }
    return inOrder
        ? new Readings(total, grown, count, drawn, millis)
        : redrawn(total, grown, count);
  }

  private static Readings redrawn(long total, Storage storage, int marks) {
    Curve curve = Curve.EMPTY;
    int[] latest = storage.latestPerStep(marks);
    for (int at : latest) {
      curve = curve.plus(storage.steps[at], storage.values[at]);
    }
    return new Readings(total, storage, marks, curve, storage.millis[latest[latest.length - 1]]);
  }

  private Readings thinned(String metric) {
    List<Reading> all =
        Arrays.stream(storage.latestPerStep(marks)).mapToObj(at -> mark(at, metric)).toList();
    return EMPTY.plus(Thinning.of(all, MOST / 2), size);
  }

  private Reading mark(int index, String metric) {
    return new Reading(metric, storage.steps[index], storage.millis[index], storage.values[index]);
  }

  /** How many there are in the store. */
  public long size() {
    return size;
  }

  /** The latest: that of the largest step, then time, then value. There must be one. */
  public Reading latest(String metric) {
    return new Reading(metric, curve.lastStep(), lastMillis, curve.last());
  }

  /** At most one value for each step. */
  public Curve curve() {
    return curve;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Readings readings
        && size == readings.size
        && Arrays.equals(storage.steps, 0, marks, readings.storage.steps, 0, readings.marks)
        && Arrays.equals(storage.millis, 0, marks, readings.storage.millis, 0, readings.marks)
        && Arrays.equals(storage.values, 0, marks, readings.storage.values, 0, readings.marks);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(size) + curve.hashCode();
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

    /** Where the latest of each step is, by steps. */
    int[] latestPerStep(int size) {
      List<Integer> order =
          IntStream.range(0, size)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingLong(i -> steps[i])
                      .thenComparingLong(i -> millis[i])
                      .thenComparingDouble(i -> values[i]))
              .toList();
      return IntStream.range(0, size)
          .filter(i -> i + 1 == size || steps[order.get(i + 1)] != steps[order.get(i)])
          .map(order::get)
          .toArray();
    }
  }
}
