package io.attune.store;

import io.attune.trial.Reading;
import io.attune.trial.TrialEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * The readings of metrics, with the running summary of each series and of each of its blocks.
 * Confined to the writing thread. Remembers the series it has touched lately so that a report costs
 * no reading.
 */
final class SeriesBook {
  private static final int MOST_REMEMBERED = 10_000;

  private final Handle handle;
  private final SeriesLoader loader;
  private final LongSupplier numbers;
  private final Map<SeriesKey, OpenSeries> remembered = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<OpenSeries> changed = new LinkedHashSet<>();
  private final List<Point> points = new ArrayList<>();

  SeriesBook(Handle handle, LongSupplier numbers) {
    this.handle = handle;
    this.loader = new SeriesLoader(handle);
    this.numbers = numbers;
  }

  void add(SweepId sweep, TrialEvent.Reported report) {
    long millis = report.at().toEpochMilli();
    report
        .metrics()
        .forEach(
            (metric, value) ->
                add(
                    new SeriesKey(sweep, report.trial(), report.attempt(), metric),
                    new Reading(metric, report.step(), millis, value)));
  }

  void add(SweepId sweep, TrialEvent.Recorded event) {
    for (Reading reading : event.readings()) {
      add(SeriesKey.recorded(sweep, event.trial(), reading.metric()), reading);
    }
  }

  private void add(SeriesKey key, Reading reading) {
    OpenSeries series = remembered.get(key);
    if (series == null) {
      series = loader.load(key).orElseGet(() -> new OpenSeries(numbers.getAsLong(), key));
      remembered.put(key, series);
    }
    points.add(new Point(series, series.add(reading), reading));
    changed.add(series);
  }

  void write() {
    writeSeries();
    writePoints();
    writeBlocks();
    changed.forEach(OpenSeries::written);
    changed.clear();
    points.clear();
    while (remembered.size() > MOST_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
  }

  void forget() {
    remembered.clear();
    changed.clear();
    points.clear();
  }

  private void writeSeries() {
    try (Batch fresh = Batch.of(handle, SeriesRows.INSERT);
        Batch known = Batch.of(handle, SeriesRows.UPDATE)) {
      for (OpenSeries series : changed) {
        if (series.isNew()) {
          SeriesRows.insert(fresh, series);
        } else {
          SeriesRows.update(known, series);
        }
      }
      fresh.send();
      known.send();
    }
  }

  private void writePoints() {
    try (Batch rows =
        Batch.of(
            handle, "INSERT INTO metric_point (id, step, millis, reading) VALUES (?, ?, ?, ?)")) {
      for (Point point : points) {
        SeriesRows.point(rows, point.series, point.place, point.reading);
      }
      rows.send();
    }
  }

  private void writeBlocks() {
    if (changed.stream().allMatch(series -> series.fullBlocks().isEmpty())) {
      return;
    }
    try (Batch rows = Batch.of(handle, SeriesRows.BLOCK)) {
      for (OpenSeries series : changed) {
        for (OpenSeries.NumberedBlock block : series.fullBlocks()) {
          SeriesRows.block(rows, series.id(), block);
        }
      }
      rows.send();
    }
  }

  private record Point(OpenSeries series, long place, Reading reading) {}
}
