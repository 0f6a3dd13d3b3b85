package io.attune.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes for good, in a store that nobody else has open. Of a sweep its number is left; of a trial
 * its number and the place of each of its events, since the numbers of later ones depend on it.
 * Everything else is no longer in the file of the database once this is closed, which takes as long
 * as copying it. What lies in folders is for whoever collects what nobody refers to. A program that
 * is killed meanwhile leaves a deletion done or not done. Not thread-safe.
 */
public final class Erasure implements AutoCloseable {
  private static final String DELETED = "deleted";

  private final StoreLock lock;
  private final Handle handle;

  private Erasure(StoreLock lock, Handle handle) {
    this.lock = lock;
    this.handle = handle;
  }

  /**
   * Opens the store in a folder to delete from it.
   *
   * @throws StoreException if another program has it open, such as one that runs a sweep
   */
  public static Erasure open(Path folder, String owner) {
    Path absolute = folder.toAbsolutePath().normalize();
    StoreLock lock = StoreLock.take(absolute, owner);
    try {
      return new Erasure(lock, H2Database.open(absolute).reader());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Deletes a sweep with all its trials; on disk when this returns. */
  public void sweep(SweepId id, Instant now) {
    check(id);
    handle.useTransaction(
        tables -> {
          tables.execute("DELETE FROM sweep_memo WHERE sweep = ?", id.value());
          points(tables, "sweep = ?", id.value());
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
        });
    sync();
  }

  /**
   * Deletes a trial; on disk when this returns. Deleting it again changes nothing.
   *
   * @throws StoreException if the sweep has no such trial
   */
  public void trial(SweepId id, int trial, Instant now) {
    check(id);
    if (count(id, trial, "started") == 0) {
      throw new StoreException("sweep %s has no trial %d.".formatted(id, trial), null);
    }
    if (count(id, trial, "erased") > 0) {
      return;
    }
    handle.useTransaction(tables -> erase(tables, id, trial, now));
    sync();
  }

  private static void erase(Handle tables, SweepId id, int trial, Instant now) {
    long first = Keys.event(id, 0);
    long last = Keys.event(id, Keys.MOST_EVENTS);
    tables.execute("DELETE FROM sweep_memo WHERE sweep = ?", id.value());
    points(tables, "sweep = ? AND trial = ?", id.value(), trial);
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
  private static void points(Handle tables, String which, Object... values) {
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
    return handle
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
        handle
            .select("SELECT id FROM sweep WHERE id = ? AND definition <> ''", id.value())
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (!there) {
      throw Sequences.unknown(id);
    }
  }

  /** Ends the database, so that the connection has nothing left to close. */
  private void compact() {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute("SHUTDOWN COMPACT");
    } catch (SQLException e) {
      throw new StoreException("cannot write the database anew: " + e.getMessage(), e);
    }
  }

  private void sync() {
    handle.execute("CHECKPOINT SYNC");
  }

  /** Writes the database anew without what was deleted, and lets the store go. */
  @Override
  public void close() {
    try (lock) {
      compact();
    }
  }
}
