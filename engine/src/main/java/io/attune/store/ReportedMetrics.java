package io.attune.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What a page of reports measured. Reads stretches of points instead of looking each one up: those
 * of series with neighbouring numbers together, unless a series goes far beyond the page.
 */
final class ReportedMetrics {
  private final Handle handle;
  private final Map<Attempt, Stretch> stretches = new HashMap<>();
  private final Map<Long, Series> reading = new HashMap<>();

  ReportedMetrics(Handle handle) {
    this.handle = handle;
  }

  /** A report is on the page. */
  void expect(int trial, int attempt, long step) {
    stretches.computeIfAbsent(new Attempt(trial, attempt), fresh -> new Stretch()).extend(step);
  }

  /** What a report that was expected has measured, once it was {@link #read}. */
  Map<String, Double> of(int trial, int attempt, long step) {
    Stretch stretch = stretches.get(new Attempt(trial, attempt));
    return stretch == null ? Map.of() : stretch.metrics.getOrDefault(step, Map.of());
  }

  void read(SweepId sweep) {
    List<Series> run = new ArrayList<>();
    for (Series series : series(sweep)) {
      boolean neighbour = run.isEmpty() || run.get(run.size() - 1).id + 1 == series.id;
      if (!series.whole() || !neighbour) {
        readWhole(run);
        run.clear();
      }
      if (series.whole()) {
        run.add(series);
      } else {
        read(List.of(series), series.stretch.first, series.stretch.last);
      }
    }
    readWhole(run);
  }

  private void readWhole(List<Series> run) {
    if (!run.isEmpty()) {
      read(run, 0, Keys.MOST_STEPS);
    }
  }

  /** Those of the attempts on the page, by their numbers. */
  private List<Series> series(SweepId sweep) {
    if (stretches.isEmpty()) {
      return List.of();
    }
    List<Series> found = new ArrayList<>();
    handle
        .createQuery(
            """
            SELECT id, trial, attempt, metric, points FROM metric_series
            WHERE sweep = :sweep AND trial BETWEEN :first AND :last
            """)
        .bind("sweep", sweep.value())
        .bind("first", stretches.keySet().stream().mapToInt(Attempt::trial).min().orElseThrow())
        .bind("last", stretches.keySet().stream().mapToInt(Attempt::trial).max().orElseThrow())
        .map(
            (row, context) -> {
              Stretch stretch = stretches.get(new Attempt(row.getInt(2), row.getInt(3)));
              return stretch != null
                  && found.add(
                      new Series(row.getLong(1), row.getString(4), row.getLong(5), stretch));
            })
        .list();
    found.sort(Comparator.comparingLong(Series::id));
    return found;
  }

  private void read(List<Series> run, long firstStep, long lastStep) {
    reading.clear();
    run.forEach(series -> reading.put(series.id, series));
    handle
        .createQuery(
            "SELECT id, reading FROM metric_point WHERE id BETWEEN :first AND :last ORDER BY id")
        .bind("first", Keys.point(run.get(0).id, firstStep))
        .bind("last", Keys.point(run.get(run.size() - 1).id, lastStep))
        .map((row, context) -> add(row.getLong(1), row.getDouble(2)))
        .list();
  }

  private boolean add(long key, double value) {
    Series series = reading.get(Keys.series(key));
    if (series != null) {
      series
          .stretch
          .metrics
          .computeIfAbsent(Keys.place(key), step -> new LinkedHashMap<>())
          .put(series.metric, value);
    }
    return series != null;
  }

  private record Attempt(int trial, int attempt) {}

  /** The reports of an attempt on the page. */
  private static final class Stretch {
    private final Map<Long, Map<String, Double>> metrics = new HashMap<>();
    private long first = Long.MAX_VALUE;
    private long last;
    private long reports;

    void extend(long step) {
      first = Math.min(first, step);
      last = Math.max(last, step);
      reports++;
    }
  }

  private record Series(long id, String metric, long points, Stretch stretch) {
    /** Whether reading all of it costs no more than reading what is wanted. */
    boolean whole() {
      return points <= stretch.reports;
    }
  }
}
