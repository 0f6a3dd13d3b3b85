package io.attune.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipFile;

/**
 * Copies of whole stores, as ZIP files that do not depend on the database: what was copied out of
 * one in H2 can be restored into one in PostgreSQL, and by later versions.
 *
 * <p>A copy holds what the store held at one moment, while others go on writing: of each sweep, the
 * events that were acknowledged by then. Files of trials are copied after that, as they are then.
 *
 * @param sweeps how many there are
 * @param events of all sweeps
 * @param files of trials
 */
public record Backup(long sweeps, long events, long files) {
  static final String FORMAT = "format.json";
  static final String SUMS = "SHA256SUMS";
  static final String LAST_SWEEP = "last_sweep";

  /**
   * Copies a store. May take minutes; may be called from any thread while the store is used.
   *
   * @param out is left open
   * @throws IllegalArgumentException if the store is one that keeps nothing
   * @throws IOException if the copy cannot be written
   * @throws StoreException if the store cannot be read
   */
  public static Backup write(TrialStore store, OutputStream out, Instant now) throws IOException {
    return new BackupWriter(sql(store), out).write(now);
  }

  /**
   * Puts a copy into an empty store, once all checksums have been found right.
   *
   * @throws IllegalArgumentException if the store is not empty, or one that keeps nothing
   * @throws BadBackup if the file is no copy or is damaged
   * @throws StoreException if the store fails
   * @throws IOException if a file cannot be read or written
   */
  public static Backup restore(Path zip, TrialStore store) throws IOException {
    SqlStore target = sql(store);
    if (!store.sweeps().isEmpty()) {
      throw new IllegalArgumentException(
          "the store has %d sweeps already; restore into a new one."
              .formatted(store.sweeps().size()));
    }
    try (ZipFile file = BackupReader.open(zip)) {
      return new BackupReader(zip, file).restore(target);
    }
  }

  private static SqlStore sql(TrialStore store) {
    if (store instanceof SqlStore sql) {
      return sql;
    }
    throw new IllegalArgumentException("a store in memory keeps nothing to copy.");
  }
}
