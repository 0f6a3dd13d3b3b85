package io.attune.store;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Deletes for good. Of a sweep its number is left; of a trial its number and the place of each of
 * its events, since the numbers of later ones depend on it. What lies in folders is for whoever
 * collects what nobody refers to. A program that is killed meanwhile leaves a deletion done or not
 * done. Not thread-safe.
 */
public sealed interface Erasure extends AutoCloseable permits FolderErasure, SharedErasure {
  /**
   * Opens the store in a folder to delete from it. Closing it writes the database anew, which takes
   * as long as copying it: what was deleted is no longer in its file then.
   *
   * @throws StoreException if another program has it open, such as one that runs a sweep
   */
  static Erasure open(Path folder, String owner) {
    return FolderErasure.open(folder, owner);
  }

  /**
   * Deletes from a store that others may have open meanwhile. Each sweep is locked for as long as
   * it is deleted from. Closing it has PostgreSQL clean its tables (VACUUM).
   */
  static Erasure of(PostgresStore store) {
    return new SharedErasure(store.database());
  }

  /**
   * Deletes a sweep with all its trials; on disk when this returns.
   *
   * @throws StoreException if there is no such sweep, or somebody runs it
   */
  void sweep(SweepId id, Instant now);

  /**
   * Deletes a trial; on disk when this returns. Deleting it again changes nothing.
   *
   * @throws StoreException if there is no such trial, or somebody runs the sweep
   */
  void trial(SweepId id, int trial, Instant now);

  @Override
  void close();
}
