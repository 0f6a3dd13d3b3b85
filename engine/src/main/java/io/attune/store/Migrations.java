package io.attune.store;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the tables of a database up to date. */
final class Migrations {
  private static final String SHARED = "classpath:io/attune/store/migrations";

  private final Flyway flyway;
  private final String store;

  private Migrations(Flyway flyway, String store) {
    this.flyway = flyway;
    this.store = store;
  }

  /**
   * Of a database.
   *
   * @param store what messages call it
   */
  static Migrations of(String url, String user, String password, String store) {
    return new Migrations(
        Flyway.configure()
            .dataSource(url, user, password)
            .locations(SHARED)
            .javaMigrations(new MoveReadings())
            .load(),
        store);
  }

  /**
   * Makes the tables that are missing.
   *
   * @throws StoreException if the database has some that this version does not know
   */
  void migrate() {
    Arrays.stream(flyway.info().applied())
        .filter(migration -> migration.getState().isFailed() || !migration.getState().isResolved())
        .findFirst()
        .ifPresent(
            migration -> {
              throw newer(migration);
            });
    flyway.migrate();
  }

  private StoreException newer(MigrationInfo migration) {
    return new StoreException(
        "%s was written by a newer Attune (format %s). Use that one, or choose another folder with --store."
            .formatted(store, migration.getVersion()),
        null);
  }
}
