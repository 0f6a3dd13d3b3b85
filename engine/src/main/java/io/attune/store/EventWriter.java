package io.attune.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
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
    try (Batch rows =
        Batch.of(
            handle,
            """
            INSERT INTO event (id, kind, at, trial, attempt, step, body)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      long sequence = after;
      for (Event event : events) {
        add(rows, Keys.event(id, ++sequence), event);
        addReadings(id, event);
      }
      rows.send();
      series.write();
      lastSequence.put(id, sequence);
    }
  }

  private void addReadings(SweepId id, Event event) {
    if (event instanceof TrialEvent.Reported reported) {
      series.add(id, reported);
    } else if (event instanceof TrialEvent.Recorded recorded) {
      series.add(id, recorded);
    } else if (event instanceof TrialEvent.Tallied) {
      throw new IllegalArgumentException(
          "a tally has lost its readings: append what was recorded.");
    }
  }

  /** Drops what is remembered of the database, after a failed transaction. */
  void forget() {
    lastSequence.clear();
    series.forget();
  }

  private static void add(Batch rows, long id, Event event) {
    OffsetDateTime at = event.at().atOffset(ZoneOffset.UTC);
    if (event instanceof TrialEvent.Reported report) {
      rows.add(
          id, EventJson.kind(event), at, report.trial(), report.attempt(), report.step(), null);
      return;
    }
    Event kept = event instanceof TrialEvent.Recorded recorded ? recorded.tallied() : event;
    ObjectNode json = EventJson.write(kept);
    json.remove(List.of("kind", "at"));
    rows.add(
        id,
        EventJson.kind(kept),
        at,
        column(json, "trial"),
        column(json, "attempt"),
        column(json, "step"),
        EventJson.line(json));
  }

  private static @Nullable Long column(ObjectNode json, String name) {
    return json.has(name) ? (Long) json.get(name).asLong() : null;
  }

  private long lastSequence(SweepId id) {
    return lastSequence.computeIfAbsent(id, this::countEvents);
  }

  private long countEvents(SweepId id) {
    if (handle
        .createQuery("SELECT id FROM sweep WHERE id = :id AND definition <> ''")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .isEmpty()) {
      throw Sequences.unknown(id);
    }
    return Sequences.last(handle, id);
  }
}
