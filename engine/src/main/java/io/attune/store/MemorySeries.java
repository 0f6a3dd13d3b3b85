package io.attune.store;

import io.attune.trial.Event;
import io.attune.trial.Reading;
import io.attune.trial.Thinning;
import io.attune.trial.TrialEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** All readings in memory. Not thread-safe. */
final class MemorySeries {
  private final Map<SeriesKey, Shelf> shelves = new LinkedHashMap<>();

  /** Takes the readings of an event and returns it as stores give it back. */
  Event add(SweepId sweep, Event event) {
    if (event instanceof TrialEvent.Reported report) {
      long millis = report.at().toEpochMilli();
      report
          .metrics()
          .forEach(
              (metric, value) ->
                  add(
                      new SeriesKey(sweep, report.trial(), report.attempt(), metric),
                      new Reading(metric, report.step(), millis, value)));
    }
    if (event instanceof TrialEvent.Recorded recorded) {
      for (Reading reading : recorded.readings()) {
        add(SeriesKey.recorded(sweep, recorded.trial(), reading.metric()), reading);
      }
      return recorded.tallied();
    }
    if (event instanceof TrialEvent.Tallied) {
      throw new IllegalArgumentException(
          "a tally has lost its readings: append what was recorded.");
    }
    return event;
  }

  private void add(SeriesKey key, Reading reading) {
    Shelf shelf = shelves.computeIfAbsent(key, fresh -> new Shelf());
    shelf.summary.add(reading);
    shelf.readings.add(reading);
  }

  List<SeriesSummary> summaries(Predicate<SeriesKey> wanted) {
    List<SeriesSummary> summaries = new ArrayList<>();
    shelves.forEach(
        (key, shelf) -> {
          if (wanted.test(key)) {
            summaries.add(shelf.summary.of(key));
          }
        });
    return SeriesOrder.sorted(summaries);
  }

  ReadingPage page(SeriesKey key, long from, int limit) {
    List<Reading> all = readings(key);
    int start = (int) Math.min(from, all.size());
    int end = (int) Math.min(all.size(), (long) start + limit);
    return new ReadingPage(
        all.subList(start, end), end - start < limit ? OptionalLong.empty() : OptionalLong.of(end));
  }

  List<Reading> thinned(SeriesKey key, long firstStep, long lastStep, int most) {
    return Thinning.of(
        readings(key).stream()
            .filter(reading -> reading.step() >= firstStep && reading.step() <= lastStep)
            .toList(),
        most);
  }

  private List<Reading> readings(SeriesKey key) {
    Shelf shelf = shelves.get(key);
    return shelf == null ? List.of() : shelf.readings;
  }

  private static final class Shelf {
    private final RunningSummary summary = new RunningSummary();
    private final List<Reading> readings = new ArrayList<>();
  }
}
