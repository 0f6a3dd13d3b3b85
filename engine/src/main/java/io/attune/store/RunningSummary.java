package io.attune.store;

import io.attune.trial.Reading;
import org.jspecify.annotations.Nullable;

/** A series' summary while it grows. Extremes pass over NaN while they can. */
final class RunningSummary {
  private long points;
  private double first = Double.NaN;
  private double min = Double.NaN;
  private double max = Double.NaN;
  private @Nullable Reading last;

  RunningSummary() {}

  RunningSummary(SeriesSummary known) {
    points = known.points();
    first = known.first();
    min = known.min();
    max = known.max();
    last = known.last();
  }

  void add(Reading reading) {
    double value = reading.value();
    first = points == 0 ? value : first;
    min = Double.isNaN(min) || value < min ? value : min;
    max = Double.isNaN(max) || value > max ? value : max;
    last = last == null || reading.isLaterThan(last) ? reading : last;
    points++;
  }

  long points() {
    return points;
  }

  /** There must be a reading. */
  SeriesSummary of(SeriesKey key) {
    if (last == null) {
      throw new IllegalStateException("no reading of " + key);
    }
    return new SeriesSummary(key, points, first, last, min, max);
  }
}
