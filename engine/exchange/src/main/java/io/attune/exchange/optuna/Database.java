package io.attune.exchange.optuna;

import io.attune.exchange.intake.ImportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * An SQLite file, opened so that nothing in it or beside it changes. One that is not at rest is
 * copied first, because SQLite would finish what its last writer left.
 */
final class Database implements AutoCloseable {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> BESIDE = List.of("-wal", "-journal");
  private static final int WRITE_AHEAD = 2;
  private static final int LONGEST = 16 << 20;

  private final Connection connection;
  private final TemporaryCopy copy;

  private Database(Connection connection, TemporaryCopy copy) {
    this.connection = connection;
    this.copy = copy;
  }

  static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return java.util.Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  static Database open(Path file) {
    TemporaryCopy copy = TemporaryCopy.NONE;
    try {
      copy = atRest(file) ? TemporaryCopy.NONE : TemporaryCopy.of(file, BESIDE);
      return new Database(connect(copy.file(file)), copy);
    } catch (SQLException | IOException e) {
      copy.close();
      throw ImportException.in(file, "it cannot be opened as SQLite: " + e.getMessage() + ".");
    }
  }

  private static boolean atRest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(20);
      return head.length == 20
          && head[18] != WRITE_AHEAD
          && head[19] != WRITE_AHEAD
          && BESIDE.stream()
              .noneMatch(end -> Files.exists(file.resolveSibling(file.getFileName() + end)));
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    Properties settings = config.toProperties();
    // As an address, so that no character of a path is taken for an option.
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri(), settings);
    ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, LONGEST);
    try (Statement statement = connection.createStatement()) {
      // What a schema calls cannot do more than read.
      statement.execute("PRAGMA trusted_schema = OFF");
    }
    return connection;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    try (copy) {
      connection.close();
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
