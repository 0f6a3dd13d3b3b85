package io.attune.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
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

  /** Of the H2 database of a folder. */
  static Migrations h2(String url, Path folder) {
    return new Migrations(
        Flyway.configure()
            .dataSource(url, "attune", "")
            .locations(SHARED)
            .javaMigrations(new MoveReadings())
            .load(),
        "store in " + folder);
  }

  /** Of a PostgreSQL database. */
  static Migrations postgresql(PostgresAddress address) {
    Map<String, String> properties = new HashMap<>();
    address.properties().forEach((name, value) -> properties.put((String) name, (String) value));
    return new Migrations(
        Flyway.configure()
            .dataSource(address.url(), address.user(), properties.get("password"))
            .jdbcProperties(properties)
            .locations(SHARED, "classpath:io/attune/store/postgresql")
            .javaMigrations(new MoveReadings())
            .load(),
        "store " + address);
  }

  /**
   * Makes the tables that are missing.
   *
   * @param before is given the format of a database that is about to be changed
   * @throws StoreException if the database has some that this version does not know
   */
  void migrate(Consumer<String> before) {
    Arrays.stream(flyway.info().applied())
        .filter(migration -> migration.getState().isFailed() || !migration.getState().isResolved())
        .findFirst()
        .ifPresent(
            migration -> {
              throw newer(migration);
            });
    MigrationInfo current = flyway.info().current();
    if (current != null && flyway.info().pending().length > 0) {
      before.accept(String.valueOf(current.getVersion()));
    }
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE
          ? foreign(e)
          : e;
    }
  }

  private StoreException foreign(FlywayException failure) {
    return new StoreException(
        "the database of the %s holds other tables than a store's. Make one for the store alone: createdb NAME."
            .formatted(store),
        failure);
  }

  private StoreException newer(MigrationInfo migration) {
    return new StoreException(
        "the %s was written by a newer Attune (format %s). Use that one, or choose another with --store."
            .formatted(store, migration.getVersion()),
        null);
  }
}
