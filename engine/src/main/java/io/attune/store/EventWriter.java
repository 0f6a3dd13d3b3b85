package io.attune.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Turns events into rows. Confined to the writing thread, inside its transaction. */
final class EventWriter {
  private final Handle handle;
  private final SeriesBook series;
  private final Map<SweepId, Long> lastSequence = new HashMap<>();

  /**
   * Writes with a connection.
   *
   * @param seriesNumbers gives each new series its number
   */
  EventWriter(Handle handle, LongSupplier seriesNumbers) {
    this.handle = handle;
    this.series = new SeriesBook(handle, seriesNumbers);
  }

  SweepId open(String name, String definition, String source, Instant now) {
    long id =
        handle.createQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM sweep").mapTo(Long.class).one();
    insert(id, name, definition, source, now);
    return new SweepId(id);
  }

  void put(SweepRecord sweep) {
    insert(
        sweep.id().value(),
        sweep.sweep().name(),
        SweepFile.write(sweep.sweep()),
        sweep.source(),
        sweep.created());
  }

  private void insert(long id, String name, String definition, String source, Instant created) {
    handle.execute(
        "INSERT INTO sweep (id, name, definition, source, created) VALUES (?, ?, ?, ?, ?)",
        id,
        name,
        definition,
        source,
        created.atOffset(ZoneOffset.UTC));
  }

  /** Writes nothing and throws if the events do not follow the last one. */
  void append(SweepId id, long after, List<Event> events) {
    Sequences.checkNext(id, lastSequence(id), after);
    events.forEach(Keys::checkStep);
    try (PreparedBatch rows =
        handle.prepareBatch(
            """
            INSERT INTO event (id, kind, at, trial, attempt, step, body)
            VALUES (:id, :kind, :at, :trial, :attempt, :step, :body)
            """)) {
      long sequence = after;
      for (Event event : events) {
        bind(rows, Keys.event(id, ++sequence), event);
        if (event instanceof TrialEvent.Reported reported) {
          series.add(id, reported);
        }
      }
      rows.execute();
      series.write();
      lastSequence.put(id, sequence);
    }
  }

  /** Drops what is remembered of the database, after a failed transaction. */
  void forget() {
    lastSequence.clear();
    series.forget();
  }

  private static void bind(PreparedBatch rows, long id, Event event) {
    ObjectNode json = EventJson.write(event);
    json.remove(List.of("kind", "at"));
    rows.bind("id", id)
        .bind("kind", EventJson.kind(event))
        .bind("at", event.at().atOffset(ZoneOffset.UTC));
    for (String column : List.of("trial", "attempt", "step")) {
      @Nullable Long value = json.has(column) ? json.get(column).asLong() : null;
      rows.bind(column, value);
    }
    @Nullable String body = event instanceof TrialEvent.Reported ? null : EventJson.line(json);
    rows.bind("body", body).add();
  }

  private long lastSequence(SweepId id) {
    return lastSequence.computeIfAbsent(id, this::countEvents);
  }

  private long countEvents(SweepId id) {
    if (handle
        .createQuery("SELECT id FROM sweep WHERE id = :id")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .isEmpty()) {
      throw Sequences.unknown(id);
    }
    return handle
        .createQuery("SELECT MAX(id) FROM event WHERE id BETWEEN :first AND :last")
        .bind("first", Keys.event(id, 0))
        .bind("last", Keys.event(id, Keys.MOST_EVENTS))
        .mapTo(Long.class)
        .findOne()
        .map(last -> last - Keys.event(id, 0))
        .orElse(0L);
  }
}
