package io.attune.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Turns rows back into sweeps and events. Confined to the reading thread. */
final class EventReader implements AutoCloseable {
  private static final String SWEEPS =
      "SELECT id, definition, source, created, name FROM sweep WHERE definition <> ''";

  private final Handle handle;
  private final SeriesLoader series;
  private final Map<SweepId, SweepRecord> known = new HashMap<>();

  EventReader(Handle handle) {
    this.handle = handle;
    this.series = new SeriesLoader(handle);
  }

  SeriesLoader series() {
    return series;
  }

  List<SweepRecord> sweeps() {
    return handle.createQuery(SWEEPS + " ORDER BY id").map((row, context) -> sweep(row)).list();
  }

  /** The highest number that a sweep has or had; 0 if there was none. */
  long lastSweep() {
    return handle.createQuery("SELECT COALESCE(MAX(id), 0) FROM sweep").mapTo(Long.class).one();
  }

  /** How many events each sweep has, in one statement and thus at one moment. */
  Map<SweepId, Long> lengths() {
    Map<SweepId, Long> lengths = new LinkedHashMap<>();
    handle
        .createQuery(
            """
            SELECT s.id, (SELECT e.id FROM event e
              WHERE e.id BETWEEN s.id * 1099511627776 AND s.id * 1099511627776 + 1099511627775
              ORDER BY e.id DESC FETCH FIRST 1 ROW ONLY)
            FROM sweep s WHERE s.definition <> '' ORDER BY s.id
            """)
        .map(
            (row, context) -> {
              SweepId id = new SweepId(row.getLong(1));
              return lengths.put(id, Math.max(0, row.getLong(2) - Keys.event(id, 0)));
            })
        .list();
    return lengths;
  }

  Optional<SweepRecord> sweep(SweepId id) {
    return handle
        .createQuery(SWEEPS + " AND id = :id")
        .bind("id", id.value())
        .map((row, context) -> sweep(row))
        .findOne();
  }

  long lastSequence(SweepId id) {
    return Sequences.last(handle, id);
  }

  Map<SweepId, Memo> memos(String what) {
    return MemoTable.read(handle, what);
  }

  List<Event> eventsAfter(SweepId id, long sequence, int limit) {
    if (sweep(id).isEmpty()) {
      throw Sequences.unknown(id);
    }
    List<Row> rows = rows(id, sequence, limit);
    if (rows.isEmpty()) {
      return List.of();
    }
    checkWhole(id, sequence, rows);
    ReportedMetrics metrics = new ReportedMetrics(handle);
    rows.stream()
        .filter(Row::isReport)
        .forEach(row -> metrics.expect(row.trial, row.attempt, row.step));
    metrics.read(id);
    List<Event> events = new ArrayList<>(rows.size());
    for (Row row : rows) {
      events.add(row.event(metrics));
    }
    return events;
  }

  @Override
  public void close() {
    handle.close();
  }

  /** Closes what does not work any more. */
  void discard(Throwable failure) {
    Database.discard(handle, failure);
  }

  private SweepRecord sweep(ResultSet row) throws SQLException {
    SweepId id = new SweepId(row.getLong(1));
    SweepRecord cached = known.get(id);
    if (cached != null) {
      return cached;
    }
    String name = row.getString(5) + " (sweep " + id + " in the store)";
    SweepRecord record =
        new SweepRecord(
            id,
            SweepFile.parse(row.getString(2), name).sweep(),
            row.getString(3),
            row.getObject(4, OffsetDateTime.class).toInstant());
    known.put(id, record);
    return record;
  }

  private List<Row> rows(SweepId id, long sequence, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, kind, at, trial, attempt, step, body FROM event
            WHERE id BETWEEN :first AND :last ORDER BY id FETCH FIRST :limit ROWS ONLY
            """)
        .bind("first", Keys.event(id, sequence + 1))
        .bind("last", Keys.event(id, Keys.MOST_EVENTS))
        .bind("limit", limit)
        .map((row, context) -> Row.of(row))
        .list();
  }

  private static void checkWhole(SweepId id, long sequence, List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      long expected = Keys.event(id, sequence + 1 + i);
      if (rows.get(i).id != expected) {
        throw new StoreException(
            "event %d of sweep %s is missing: the store is damaged. Restore it from a backup."
                .formatted(sequence + 1 + i, id),
            null);
      }
    }
  }

  private record Row(
      long id, String kind, Instant at, int trial, int attempt, long step, String body) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1),
          row.getString(2),
          row.getObject(3, OffsetDateTime.class).toInstant(),
          row.getInt(4),
          row.getInt(5),
          row.getLong(6),
          row.getString(7));
    }

    boolean isReport() {
      return kind.equals("reported");
    }

    Event event(ReportedMetrics metrics) {
      if (isReport()) {
        return new TrialEvent.Reported(trial, at, attempt, step, metrics.of(trial, attempt, step));
      }
      ObjectNode json = (ObjectNode) EventJson.parse(body);
      json.put("kind", kind).put("at", at.toString());
      return EventJson.read(json);
    }
  }
}
