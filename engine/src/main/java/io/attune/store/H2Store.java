package io.attune.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A store in one folder: an H2 database and the trials' files. What a call has returned from is on
 * disk and survives a kill of the process and a power cut. One program opens a folder at a time.
 */
public final class H2Store extends SqlStore {
  private final StoreLock lock;

  private H2Store(Path folder, StoreLock lock, Database database) {
    super(database, folder.resolve("files"));
    this.lock = lock;
  }

  /**
   * Opens the store in a folder, creating or migrating it as needed.
   *
   * @param owner what this program is, told to others that find the store in use
   * @throws StoreException if the folder is in use, cannot be written, is damaged, or comes from a
   *     newer version
   */
  public static H2Store open(Path folder, String owner) {
    return open(folder, owner, H2Database::open);
  }

  static H2Store open(Path folder, String owner, Function<Path, H2Database> opening) {
    Path absolute = folder.toAbsolutePath().normalize();
    StoreLock lock = StoreLock.take(absolute, owner);
    try {
      return new H2Store(absolute, lock, opening.apply(absolute));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Whether a folder holds a store. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve("attune.mv.db"));
  }

  /** Tells others that find the store in use more about this program, such as an address. */
  @Override
  public void describeOwner(String owner) {
    lock.describe(owner);
  }

  @Override
  public void close() {
    try (lock) {
      super.close();
    }
  }
}
