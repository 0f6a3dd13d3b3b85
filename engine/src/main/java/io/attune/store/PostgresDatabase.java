package io.attune.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL database that several programs may share. */
final class PostgresDatabase implements Database {
  private static final int OLDEST = 15;
  private static final long PATIENCE_MILLIS = 25_000;
  private static final long HEARTBEAT_MILLIS = 10_000;
  private static final int WRITER_TIMEOUT_SECONDS = 20;
  private static final int READER_TIMEOUT_SECONDS = 120;

  private final PostgresAddress address;
  private final String program = UUID.randomUUID().toString();
  private final Set<SweepId> claimed = new HashSet<>();
  private volatile String owner;

  private PostgresDatabase(PostgresAddress address, String owner) {
    this.address = address;
    this.owner = owner;
  }

  /**
   * Opens a database, making its tables as needed.
   *
   * @param owner what this program is, told to others
   * @throws StoreException if it cannot be reached, is too old, or comes from a newer Attune
   */
  static PostgresDatabase open(PostgresAddress address, String owner) {
    PostgresDatabase database = new PostgresDatabase(address, owner);
    try {
      database.checkVersion();
      // Tables change in a transaction there: all of it happens, or nothing.
      Migrations.postgresql(address).migrate(format -> {});
      return database;
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw database.explained(e);
    }
  }

  private void checkVersion() {
    try (Handle handle = reader()) {
      int version =
          handle
              .createQuery("SELECT CAST(current_setting('server_version_num') AS INTEGER) / 10000")
              .mapTo(Integer.class)
              .one();
      if (version < OLDEST) {
        throw new StoreException(
            "%s is PostgreSQL %d; Attune needs %d or newer.".formatted(address, version, OLDEST),
            null);
      }
    }
  }

  @Override
  public Handle reader() {
    return connect("attune reader", READER_TIMEOUT_SECONDS);
  }

  @Override
  public WriteSession writer() {
    Handle handle = connect(name(), WRITER_TIMEOUT_SECONDS);
    try {
      return new PostgresSession(handle, this);
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** A connection to delete with, which may take as long as it takes. */
  Handle eraser() {
    return connect("attune eraser", 0);
  }

  private Handle connect(String name, int timeoutSeconds) {
    Properties properties = address.properties();
    properties.setProperty("ApplicationName", name);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", Integer.toString(timeoutSeconds));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    return Jdbi.create(address.url(), properties).open();
  }

  /** Of the store, whoever opens it. */
  String identity() {
    try (Handle handle = reader()) {
      return handle.createQuery("SELECT id FROM store_identity").mapTo(String.class).one();
    }
  }

  /** Settings by which a power cut may cost what was acknowledged. */
  List<String> warnings() {
    try (Handle handle = reader()) {
      return Stream.of("fsync", "synchronous_commit")
          .filter(setting -> isOff(handle, setting))
          .map(
              setting ->
                  "%s has %s off: a power cut may cost what was acknowledged. Set it to on."
                      .formatted(address, setting))
          .toList();
    }
  }

  private static boolean isOff(Handle handle, String setting) {
    return handle
        .createQuery("SELECT current_setting(:setting) = 'off'")
        .bind("setting", setting)
        .mapTo(Boolean.class)
        .one();
  }

  /** Of this program, among all that share the database. */
  String program() {
    return program;
  }

  /** What the server calls the connection that writes. */
  String name() {
    return "attune " + program;
  }

  /** What this program is. */
  String owner() {
    return owner;
  }

  void owner(String owner) {
    this.owner = owner;
  }

  /** Sweeps that this program runs; touched by the writing thread alone. */
  Set<SweepId> claimed() {
    return claimed;
  }

  @Override
  public boolean isLost(Throwable failure) {
    return Database.caused(failure, PostgresDatabase::isLoss);
  }

  /** Classes and codes of the appendix of PostgreSQL's manual on errors. */
  private static boolean isLoss(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08")
        || Set.of("57P01", "57P02", "57P03", "57P05", "53300").contains(state);
  }

  @Override
  public boolean isConflict(Throwable failure) {
    return Database.caused(
        failure,
        sql ->
            Stream.of("23505", "40001", "40P01").anyMatch(code -> code.equals(sql.getSQLState())));
  }

  @Override
  public long patienceMillis() {
    return PATIENCE_MILLIS;
  }

  @Override
  public long heartbeatMillis() {
    return HEARTBEAT_MILLIS;
  }

  @Override
  public StoreException explained(Throwable failure) {
    return new StoreException(
        "cannot use the store %s: %s.%s"
            .formatted(address, Database.said(failure), remedy(failure)),
        failure);
  }

  private static String remedy(Throwable failure) {
    if (Database.caused(failure, sql -> String.valueOf(sql.getSQLState()).startsWith("28"))) {
      return " Give the password by PGPASSWORD or ~/.pgpass.";
    }
    if (Database.caused(failure, sql -> "3D000".equals(sql.getSQLState()))) {
      return " Make the database first: createdb NAME.";
    }
    return Database.caused(failure, PostgresDatabase::isLoss) ? " Is it running?" : "";
  }
}
