package io.attune.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The two connections of a store to its database, which is brought up to date first. */
record Database(Handle writing, Handle reading) {
  // H2's codes for a file that it cannot make sense of.
  private static final int FILE_CORRUPTED = 90030;
  private static final int FILE_VERSION_ERROR = 90048;

  /**
   * Opens the database in a folder, creating it if there is none.
   *
   * @throws StoreException if it is damaged or comes from a newer version
   */
  static Database open(Path folder) {
    String url = url(folder);
    try {
      migrate(url, folder);
      Handle writing = connect(url);
      try {
        return new Database(writing, connect(url));
      } catch (RuntimeException e) {
        writing.close();
        throw e;
      }
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw explained(folder, e);
    }
  }

  private static void migrate(String url, Path folder) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(url, "attune", "")
            .locations("classpath:io/attune/store/migrations")
            .load();
    Arrays.stream(flyway.info().applied())
        .filter(migration -> migration.getState().isFailed() || !migration.getState().isResolved())
        .findFirst()
        .ifPresent(
            migration -> {
              throw newer(folder, migration);
            });
    flyway.migrate();
  }

  private static StoreException newer(Path folder, MigrationInfo migration) {
    return new StoreException(
        "the store in %s was written by a newer Attune (format %s). Use that one, or choose another folder with --store."
            .formatted(folder, migration.getVersion()),
        null);
  }

  private static StoreException explained(Path folder, RuntimeException failure) {
    return isDamaged(failure)
        ? new StoreException(
            "the store in %s is damaged. Restore its folder from a backup, or move it away to start anew."
                .formatted(folder),
            failure)
        : new StoreException(
            "cannot open the store in %s: %s".formatted(folder, failure.getMessage()), failure);
  }

  private static boolean isDamaged(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && (sql.getErrorCode() == FILE_CORRUPTED || sql.getErrorCode() == FILE_VERSION_ERROR)) {
        return true;
      }
    }
    return false;
  }

  private static Handle connect(String url) {
    return Jdbi.create(url, "attune", "").open();
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
