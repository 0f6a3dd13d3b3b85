package io.attune.store;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Deletes from a store in PostgreSQL. The lock on a sweep is one of the transaction that deletes,
 * so that the two stand and fall together: whoever runs the sweep keeps it from being deleted, and
 * nobody takes it up or appends to it before the deletion is done.
 */
final class SharedErasure implements Erasure {
  private static final int TRIES = 20;
  private static final long PAUSE_NANOS = 100_000_000;

  private final PostgresDatabase database;

  SharedErasure(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  public void sweep(SweepId id, Instant now) {
    locked(id, rows -> rows.sweep(id, now));
  }

  @Override
  public void trial(SweepId id, int trial, Instant now) {
    locked(id, rows -> rows.trial(id, trial, now));
  }

  private void locked(SweepId id, Consumer<ErasedRows> deletion) {
    try (Handle handle = database.eraser()) {
      handle.useTransaction(
          tables -> {
            lock(tables, id);
            deletion.accept(new ErasedRows(tables));
          });
    }
  }

  /** Appends of others lock for a moment; who runs the sweep does so for good. */
  private static void lock(Handle tables, SweepId id) {
    for (int i = 0; !PostgresSession.lockForTransaction(tables, id); i++) {
      if (i == TRIES) {
        String holder = PostgresSession.holder(tables, id).orElse("another program");
        throw Sequences.held(id, holder);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Lines of lists that others kept of a sweep while it was deleted go, too. */
  @Override
  public void close() {
    try (Handle handle = database.eraser()) {
      handle.execute(
          "DELETE FROM sweep_memo WHERE sweep IN (SELECT id FROM sweep WHERE definition = '')");
      handle.execute("VACUUM event, metric_point, metric_block, metric_series, sweep, sweep_memo");
    }
  }
}
