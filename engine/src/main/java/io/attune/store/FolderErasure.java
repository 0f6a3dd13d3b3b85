package io.attune.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Deletes from the store in a folder, which nobody else has open. */
final class FolderErasure implements Erasure {
  private final StoreLock lock;
  private final Handle handle;

  private FolderErasure(StoreLock lock, Handle handle) {
    this.lock = lock;
    this.handle = handle;
  }

  static FolderErasure open(Path folder, String owner) {
    Path absolute = folder.toAbsolutePath().normalize();
    StoreLock lock = StoreLock.take(absolute, owner);
    try {
      return new FolderErasure(lock, H2Database.open(absolute).reader());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public void sweep(SweepId id, Instant now) {
    handle.useTransaction(tables -> new ErasedRows(tables).sweep(id, now));
    sync();
  }

  @Override
  public void trial(SweepId id, int trial, Instant now) {
    handle.useTransaction(tables -> new ErasedRows(tables).trial(id, trial, now));
    sync();
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
