package io.attune.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes what is deleted out of the tables, in a transaction of whoever deletes. */
final class ErasedRows {
  private static final String DELETED = "deleted";

  private final Handle tables;

  ErasedRows(Handle tables) {
    this.tables = tables;
  }

  /** The row of a sweep that was deleted in the store from which this one comes. */
  static void reserve(Handle tables, long id) {
    tables.execute(
        """
        INSERT INTO sweep (id, name, definition, source, created)
        VALUES (?, ?, '', '', CURRENT_TIMESTAMP)
        """,
        id,
        DELETED);
  }

  /**
   * Leaves of a sweep its number.
   *
   * @throws StoreException if there is no such sweep
   */
  void sweep(SweepId id, Instant now) {
    check(id);
    tables.execute("DELETE FROM sweep_memo WHERE sweep = ?", id.value());
    points("sweep = ?", id.value());
    tables.execute("DELETE FROM metric_series WHERE sweep = ?", id.value());
    tables.execute(
        "DELETE FROM event WHERE id BETWEEN ? AND ?",
        Keys.event(id, 0),
        Keys.event(id, Keys.MOST_EVENTS));
    // The number is not given out again: files and notes elsewhere may name it.
    tables.execute(
        "UPDATE sweep SET name = ?, definition = '', source = '' WHERE id = ?",
        DELETED + " " + now,
        id.value());
  }

  /**
   * Leaves of a trial its number and the places of its events; nothing if that was done before.
   *
   * @throws StoreException if there is no such trial
   */
  void trial(SweepId id, int trial, Instant now) {
    check(id);
    if (count(id, trial, "started") == 0) {
      throw new StoreException("sweep %s has no trial %d.".formatted(id, trial), null);
    }
    if (count(id, trial, "erased") == 0) {
      erase(id, trial, now);
    }
  }

  private void erase(SweepId id, int trial, Instant now) {
    long first = Keys.event(id, 0);
    long last = Keys.event(id, Keys.MOST_EVENTS);
    tables.execute("DELETE FROM sweep_memo WHERE sweep = ?", id.value());
    points("sweep = ? AND trial = ?", id.value(), trial);
    tables.execute("DELETE FROM metric_series WHERE sweep = ? AND trial = ?", id.value(), trial);
    tables.execute(
        """
        UPDATE event SET body = '{"trial":' || trial || ',"assignment":{},"seen":0}'
        WHERE id BETWEEN ? AND ? AND trial = ? AND kind = 'started'
        """,
        first,
        last,
        trial);
    tables.execute(
        """
        UPDATE event SET kind = 'voided', trial = NULL, attempt = NULL, step = NULL, body = '{}'
        WHERE id BETWEEN ? AND ? AND trial = ? AND kind <> 'started'
        """,
        first,
        last,
        trial);
    tables.execute(
        """
        INSERT INTO event (id, kind, at, trial, body)
        SELECT MAX(id) + 1, 'erased', CAST(? AS TIMESTAMP(6) WITH TIME ZONE), ?, ?
        FROM event WHERE id BETWEEN ? AND ?
        """,
        now.atOffset(ZoneOffset.UTC),
        trial,
        "{\"trial\":%d}".formatted(trial),
        first,
        last);
  }

  /** Points and blocks of them have the number of their series in their key. */
  private void points(String which, Object... values) {
    List<Long> series =
        tables
            .select("SELECT id FROM metric_series WHERE " + which, values)
            .mapTo(Long.class)
            .list();
    for (long id : series) {
      long first = Keys.point(id, 0);
      long last = Keys.point(id, Keys.MOST_STEPS);
      tables.execute("DELETE FROM metric_point WHERE id BETWEEN ? AND ?", first, last);
      tables.execute("DELETE FROM metric_block WHERE id BETWEEN ? AND ?", first, last);
    }
  }

  private long count(SweepId id, int trial, String kind) {
    return tables
        .select(
            "SELECT COUNT(*) FROM event WHERE id BETWEEN ? AND ? AND trial = ? AND kind = ?",
            Keys.event(id, 0),
            Keys.event(id, Keys.MOST_EVENTS),
            trial,
            kind)
        .mapTo(Long.class)
        .one();
  }

  private void check(SweepId id) {
    boolean there =
        tables
            .select("SELECT id FROM sweep WHERE id = ? AND definition <> ''", id.value())
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (!there) {
      throw Sequences.unknown(id);
    }
  }
}
