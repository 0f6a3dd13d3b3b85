package io.attune.store;

import io.attune.trial.Reading;

/**
 * A stretch of {@value #SIZE} readings of a series that came one after the other, in short, so that
 * a long series is drawn without reading all of it.
 *
 * @param from place of the first reading, see {@link Keys#point}
 * @param to place of the last reading
 * @param firstStep smallest step
 * @param lastStep largest step
 * @param low the lowest reading; not a number only if all are
 * @param high the highest reading
 */
record Block(long from, long to, long firstStep, long lastStep, Mark low, Mark high) {
  static final int SIZE = 256;

  static Block of(long place, Reading reading) {
    Mark mark = new Mark(place, reading);
    return new Block(place, place, reading.step(), reading.step(), mark, mark);
  }

  Block plus(long place, Reading reading) {
    double value = reading.value();
    double least = low.reading.value();
    double most = high.reading.value();
    return new Block(
        from,
        place,
        Math.min(firstStep, reading.step()),
        Math.max(lastStep, reading.step()),
        value < least || better(value, least) ? new Mark(place, reading) : low,
        value > most || better(value, most) ? new Mark(place, reading) : high);
  }

  private static boolean better(double value, double nothing) {
    return Double.isNaN(nothing) && !Double.isNaN(value);
  }

  /** Whether all readings are at steps of a range, both ends included. */
  boolean within(long first, long last) {
    return firstStep >= first && lastStep <= last;
  }

  boolean outside(long first, long last) {
    return lastStep < first || firstStep > last;
  }

  /** One of the readings and its place. */
  record Mark(long place, Reading reading) {}
}
