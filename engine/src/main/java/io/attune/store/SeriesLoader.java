package io.attune.store;

import io.attune.trial.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Reads series and their readings. Confined to the thread of its connection. */
final class SeriesLoader {
  private static final String COLUMNS =
      """
      SELECT id, trial, attempt, metric, points, first_value,
             last_step, last_millis, last_value, min_value, max_value
      FROM metric_series
      """;

  private final Handle handle;

  SeriesLoader(Handle handle) {
    this.handle = handle;
  }

  List<SeriesSummary> all(SweepId sweep) {
    return handle
        .createQuery(COLUMNS + "WHERE sweep = :sweep")
        .bind("sweep", sweep.value())
        .map((row, context) -> summary(sweep, row))
        .list();
  }

  List<SeriesSummary> ofTrial(SweepId sweep, int trial) {
    return handle
        .createQuery(COLUMNS + "WHERE sweep = :sweep AND trial = :trial")
        .bind("sweep", sweep.value())
        .bind("trial", trial)
        .map((row, context) -> summary(sweep, row))
        .list();
  }

  List<SeriesSummary> ofMetric(SweepId sweep, String metric) {
    return handle
        .createQuery(COLUMNS + "WHERE sweep = :sweep AND metric = :metric")
        .bind("sweep", sweep.value())
        .bind("metric", metric)
        .map((row, context) -> summary(sweep, row))
        .list();
  }

  /** A series as it is, ready to grow. */
  Optional<OpenSeries> load(SeriesKey key) {
    Optional<OpenSeries> series =
        find(key).map(found -> new OpenSeries(found.id(), found.summary()));
    series.ifPresent(this::reopen);
    return series;
  }

  Optional<Found> find(SeriesKey key) {
    return handle
        .createQuery(
            COLUMNS
                + """
                WHERE sweep = :sweep AND trial = :trial AND attempt = :attempt AND metric = :metric
                """)
        .bind("sweep", key.sweep().value())
        .bind("trial", key.trial())
        .bind("attempt", key.attempt())
        .bind("metric", key.metric())
        .map((row, context) -> new Found(row.getLong(1), summary(key.sweep(), row)))
        .findOne();
  }

  private void reopen(OpenSeries series) {
    long points = series.summary().points();
    if (points % Block.SIZE != 0) {
      long from = points < Block.SIZE ? 0 : endOfBlock(series.id(), points / Block.SIZE - 1) + 1;
      for (Placed placed : between(series.id(), series.key(), from, Keys.MOST_STEPS)) {
        series.reopen(placed.place, placed.reading);
      }
    }
  }

  private long endOfBlock(long series, long number) {
    return handle
        .createQuery("SELECT to_place FROM metric_block WHERE id = :id")
        .bind("id", Keys.point(series, number))
        .mapTo(Long.class)
        .one();
  }

  /** Readings from one place to another, both included. */
  List<Placed> between(long series, SeriesKey key, long from, long to) {
    return page(series, key, from, to, Integer.MAX_VALUE);
  }

  ReadingPage page(SeriesKey key, long from, int limit) {
    Optional<Found> series = find(key);
    if (series.isEmpty() || from > Keys.MOST_STEPS) {
      return new ReadingPage(List.of(), OptionalLong.empty());
    }
    List<Placed> placed = page(series.get().id(), key, from, Keys.MOST_STEPS, limit);
    return new ReadingPage(
        placed.stream().map(Placed::reading).toList(),
        placed.size() < limit
            ? OptionalLong.empty()
            : OptionalLong.of(placed.get(placed.size() - 1).place + 1));
  }

  private List<Placed> page(long series, SeriesKey key, long from, long to, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, step, millis, reading FROM metric_point
            WHERE id BETWEEN :first AND :last ORDER BY id FETCH FIRST :limit ROWS ONLY
            """)
        .bind("first", Keys.point(series, Math.max(0, from)))
        .bind("last", Keys.point(series, to))
        .bind("limit", limit)
        .map((row, context) -> placed(key, row))
        .list();
  }

  /** The full blocks of a series, in order. */
  List<Block> blocks(long series, String metric) {
    return handle
        .createQuery(
            """
            SELECT from_place, to_place, first_step, last_step,
                   low_place, low_step, low_millis, low, high_place, high_step, high_millis, high
            FROM metric_block WHERE id BETWEEN :first AND :last ORDER BY id
            """)
        .bind("first", Keys.point(series, 0))
        .bind("last", Keys.point(series, Keys.MOST_STEPS))
        .map((row, context) -> block(metric, row))
        .list();
  }

  private static SeriesSummary summary(SweepId sweep, ResultSet row) throws SQLException {
    SeriesKey key = new SeriesKey(sweep, row.getInt(2), row.getInt(3), row.getString(4));
    return new SeriesSummary(
        key,
        row.getLong(5),
        row.getDouble(6),
        new Reading(key.metric(), row.getLong(7), row.getLong(8), row.getDouble(9)),
        row.getDouble(10),
        row.getDouble(11));
  }

  private static Placed placed(SeriesKey key, ResultSet row) throws SQLException {
    long place = Keys.place(row.getLong(1));
    long step = key.isRecorded() ? row.getLong(2) : place;
    return new Placed(place, new Reading(key.metric(), step, row.getLong(3), row.getDouble(4)));
  }

  private static Block block(String metric, ResultSet row) throws SQLException {
    return new Block(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        mark(metric, row, 5),
        mark(metric, row, 9));
  }

  private static Block.Mark mark(String metric, ResultSet row, int from) throws SQLException {
    return new Block.Mark(
        row.getLong(from),
        new Reading(metric, row.getLong(from + 1), row.getLong(from + 2), row.getDouble(from + 3)));
  }

  /** A series and its number. */
  record Found(long id, SeriesSummary summary) {}

  /** A reading and its place. */
  record Placed(long place, Reading reading) {}
}
