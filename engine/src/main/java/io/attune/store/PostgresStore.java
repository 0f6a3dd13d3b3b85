package io.attune.store;

import java.nio.file.Path;
import java.util.List;

/**
 * A store in a PostgreSQL database, with the trials' files in a folder. Several programs may have
 * it open; each sweep is run by one of them at a time. What a call has returned from is on the
 * server's disk, as far as its settings let it be: see {@link #warnings}.
 *
 * <p>A lost connection is looked for again for up to 25 seconds while callers wait, and what had
 * not reached the disk is then written once more.
 */
public final class PostgresStore extends SqlStore {
  private final PostgresDatabase database;
  private final List<String> warnings;

  private PostgresStore(PostgresDatabase database, Path files, List<String> warnings) {
    super(database, files);
    this.database = database;
    this.warnings = warnings;
  }

  /** Whether a text is meant to be the address of such a store. */
  public static boolean isAddress(String text) {
    return PostgresAddress.is(text);
  }

  /**
   * Opens the store in a database, making its tables as needed. The password comes from {@code
   * PGPASSWORD} or {@code ~/.pgpass}.
   *
   * @param address such as {@code postgresql://user@host:5432/database}
   * @param files folder for the trials' files, of this store alone
   * @param owner what this program is, told to others that want a sweep that it runs
   * @throws IllegalArgumentException if the address is wrong
   * @throws StoreException if the database cannot be reached, is too old or of a newer Attune, or
   *     the folder belongs to another store
   */
  public static PostgresStore open(String address, Path files, String owner) {
    PostgresDatabase database = PostgresDatabase.open(PostgresAddress.parse(address), owner);
    Path folder = files.toAbsolutePath().normalize();
    FilesFolder.take(folder, database.identity());
    return new PostgresStore(database, folder, database.warnings());
  }

  PostgresDatabase database() {
    return database;
  }

  @Override
  public boolean shared() {
    return true;
  }

  /** Settings of the server by which a power cut may cost what was acknowledged. */
  public List<String> warnings() {
    return warnings;
  }
}
