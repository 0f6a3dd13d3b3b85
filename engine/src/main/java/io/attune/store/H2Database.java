package io.attune.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The H2 database in a folder, which {@link StoreLock} keeps others out of. */
final class H2Database implements Database {
  private static final String FILE_SYSTEM = "file:";
  private static final long PATIENCE_MILLIS = 1000;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String url;
  private final List<Handle> open = new ArrayList<>();

  private H2Database(Path folder, String url) {
    this.folder = folder;
    this.url = url;
  }

  /**
   * Opens the database in a folder, creating it if there is none.
   *
   * @throws StoreException if it is damaged or comes from a newer version
   */
  static H2Database open(Path folder) {
    return open(folder, FILE_SYSTEM);
  }

  /**
   * The same by way of one of H2's file systems.
   *
   * @param fileSystem its prefix
   */
  static H2Database open(Path folder, String fileSystem) {
    H2Database database = new H2Database(folder, url(folder, fileSystem));
    try {
      Migrations.h2(database.url, folder).migrate(database::copy);
      return database;
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw database.explained(e);
    }
  }

  /** Keeps the database as it was; nobody has it open. */
  private void copy(String format) {
    String name = "attune.format-%s.%s.mv.db".formatted(format, STAMP.format(Instant.now()));
    try {
      Files.copy(folder.resolve("attune.mv.db"), folder.resolve(name));
    } catch (IOException e) {
      throw new StoreException(
          "cannot copy the store in %s before its format is changed: %s. Nothing was changed."
              .formatted(folder, e),
          e);
    }
  }

  @Override
  public synchronized Handle reader() {
    try {
      return connect();
    } catch (RuntimeException e) {
      if (!Database.caused(e, H2Errors::isHeld)) {
        throw e;
      }
      // A database that was given up keeps its file until the last connection to it is closed.
      open.forEach(handle -> Database.discard(handle, e));
      open.clear();
      return connect();
    }
  }

  private Handle connect() {
    Handle handle = Jdbi.create(url, "attune", "").open();
    open.removeIf(Handle::isClosed);
    open.add(handle);
    return handle;
  }

  @Override
  public WriteSession writer() {
    return new H2Session(reader());
  }

  @Override
  public boolean isLost(Throwable failure) {
    return Database.caused(failure, H2Errors::isGivenUp);
  }

  @Override
  public boolean isConflict(Throwable failure) {
    return false;
  }

  @Override
  public long patienceMillis() {
    return PATIENCE_MILLIS;
  }

  @Override
  public long heartbeatMillis() {
    return Long.MAX_VALUE;
  }

  @Override
  public StoreException explained(Throwable failure) {
    return Database.caused(failure, H2Errors::isDamage)
        ? new StoreException(
            "the store in %s is damaged. Restore its folder from a backup, or move it away to start anew."
                .formatted(folder),
            failure)
        : new StoreException(
            "cannot use the store in %s: %s.%s"
                .formatted(
                    folder,
                    Database.said(failure),
                    isLost(failure) ? " Maybe the disk is full." : ""),
            failure);
  }

  private static String url(Path folder, String fileSystem) {
    String path = folder.resolve("attune").toString();
    if (path.contains(";")) {
      throw new StoreException(
          "cannot use %s as a store: its name has a semicolon. Choose another with --store."
              .formatted(folder),
          null);
    }
    return "jdbc:h2:" + fileSystem + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }
}
