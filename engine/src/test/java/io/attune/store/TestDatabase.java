package io.attune.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, started when a test first asks for it; it ends with the tests by itself. */
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestDatabase() {}

  /** The address of a new, empty database. */
  public static String create() {
    String name = "attune_" + NUMBER.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return address(name);
  }

  /** Has the database of an address run a statement. */
  static void execute(String address, String sql) {
    String name = address.substring(address.lastIndexOf('/') + 1);
    try (Connection connection =
            DriverManager.getConnection(server().getJdbcUrl("postgres", name));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the connections that write to a database, as an administrator would. */
  static void killWriters(String address) {
    execute(
        address,
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'attune %'
        """);
  }

  private static String address(String name) {
    return "postgresql://postgres@localhost:" + server().getPort() + "/" + name;
  }

  private static synchronized EmbeddedPostgres server() {
    try {
      if (server == null) {
        server = durable().start();
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is run in earnest: what is committed is on disk. */
  static EmbeddedPostgres.Builder durable() {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on");
  }
}
