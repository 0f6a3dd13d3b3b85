package io.attune.store;

import io.attune.trial.TrialEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Metric points and the running summary of each series. Confined to the writing thread. Remembers
 * the series it has touched lately so that a report costs no reading.
 */
final class SeriesBook {
  private static final int MOST_REMEMBERED = 10_000;

  private final Handle handle;
  private final Map<Name, Series> remembered = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Name, Series> changed = new LinkedHashMap<>();
  private final List<Double> readings = new ArrayList<>();
  private final List<Long> keys = new ArrayList<>();
  private final LongSupplier numbers;

  SeriesBook(Handle handle, LongSupplier numbers) {
    this.handle = handle;
    this.numbers = numbers;
  }

  void add(SweepId sweep, TrialEvent.Reported report) {
    report
        .metrics()
        .forEach(
            (metric, value) -> {
              Name name = new Name(sweep.value(), report.trial(), report.attempt(), metric);
              Series series = find(name).plus(report.step(), value);
              keys.add(Keys.point(series.id, report.step()));
              readings.add(value);
              changed.put(name, series);
              remembered.put(name, series);
            });
  }

  void write() {
    writeSeries();
    writePoints();
    changed.clear();
    keys.clear();
    readings.clear();
    while (remembered.size() > MOST_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
  }

  void forget() {
    remembered.clear();
    changed.clear();
    keys.clear();
    readings.clear();
  }

  private Series find(Name name) {
    Series known = remembered.get(name);
    return known != null ? known : load(name).orElseGet(() -> Series.empty(numbers.getAsLong()));
  }

  private Optional<Series> load(Name name) {
    return handle
        .createQuery(
            """
            SELECT id, points, last_step, first_value, last_value, min_value, max_value
            FROM metric_series
            WHERE sweep = :sweep AND trial = :trial AND attempt = :attempt AND metric = :metric
            """)
        .bindMethods(name)
        .map(
            (row, context) ->
                new Series(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getDouble(4),
                    row.getDouble(5),
                    row.getDouble(6),
                    row.getDouble(7)))
        .findOne();
  }

  private void writeSeries() {
    if (changed.isEmpty()) {
      return;
    }
    try (PreparedBatch rows =
        handle.prepareBatch(
            """
            MERGE INTO metric_series AS t
            USING (VALUES (CAST(:id AS BIGINT))) AS n (id) ON t.id = n.id
            WHEN MATCHED THEN UPDATE SET
              points = :points, last_step = :lastStep, last_value = :last,
              min_value = :min, max_value = :max
            WHEN NOT MATCHED THEN INSERT
              (id, sweep, trial, attempt, metric, points, last_step,
               first_value, last_value, min_value, max_value)
              VALUES (:id, :sweep, :trial, :attempt, :metric, :points, :lastStep,
               :first, :last, :min, :max)
            """)) {
      changed.forEach((name, series) -> rows.bindMethods(name).bindMethods(series).add());
      rows.execute();
    }
  }

  private void writePoints() {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedBatch rows =
        handle.prepareBatch("INSERT INTO metric_point (id, reading) VALUES (?, ?)")) {
      for (int i = 0; i < keys.size(); i++) {
        rows.add(keys.get(i), readings.get(i));
      }
      rows.execute();
    }
  }

  /** Which metric of which attempt. */
  public record Name(long sweep, int trial, int attempt, String metric) {}

  /** A series' key and summary; extremes pass over NaN while they can. */
  public record Series(
      long id, long points, long lastStep, double first, double last, double min, double max) {
    static Series empty(long id) {
      return new Series(id, 0, -1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    Series plus(long step, double value) {
      return new Series(
          id,
          points + 1,
          step,
          points == 0 ? value : first,
          value,
          Double.isNaN(min) || value < min ? value : min,
          Double.isNaN(max) || value > max ? value : max);
    }
  }
}
