package io.attune.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The H2 database in a folder, which {@link StoreLock} keeps others out of. */
final class H2Database implements Database {
  // H2's codes for a file that it cannot make sense of.
  private static final int FILE_CORRUPTED = 90030;
  private static final int FILE_VERSION_ERROR = 90048;

  private final Path folder;
  private final String url;

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
    H2Database database = new H2Database(folder, url(folder));
    try {
      Migrations.h2(database.url, folder).migrate();
      return database;
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw database.explained(e);
    }
  }

  @Override
  public Handle reader() {
    return Jdbi.create(url, "attune", "").open();
  }

  @Override
  public WriteSession writer() {
    return new H2Session(reader());
  }

  @Override
  public boolean isLost(Throwable failure) {
    return false;
  }

  @Override
  public boolean isConflict(Throwable failure) {
    return false;
  }

  @Override
  public long patienceMillis() {
    return 0;
  }

  @Override
  public long heartbeatMillis() {
    return Long.MAX_VALUE;
  }

  @Override
  public StoreException explained(Throwable failure) {
    return Database.caused(failure, H2Database::isDamage)
        ? new StoreException(
            "the store in %s is damaged. Restore its folder from a backup, or move it away to start anew."
                .formatted(folder),
            failure)
        : new StoreException(
            "cannot open the store in %s: %s".formatted(folder, failure.getMessage()), failure);
  }

  private static boolean isDamage(SQLException failure) {
    return Set.of(FILE_CORRUPTED, FILE_VERSION_ERROR).contains(failure.getErrorCode());
  }

  private static String url(Path folder) {
    String path = folder.resolve("attune").toString();
    if (path.contains(";")) {
      throw new StoreException(
          "cannot use %s as a store: its name has a semicolon. Choose another with --store."
              .formatted(folder),
          null);
    }
    return "jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }
}
