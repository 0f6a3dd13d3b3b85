package io.attune.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Many rows for one statement. It goes past Jdbi, whose binding takes longer than the database does
 * to write a row.
 */
final class Batch implements AutoCloseable {
  private static final int MOST = 5_000;

  private final Handle handle;
  private final String sql;
  private @Nullable PreparedStatement prepared;
  private int rows;

  private Batch(Handle handle, String sql) {
    this.handle = handle;
    this.sql = sql;
  }

  static Batch of(Handle handle, String sql) {
    return new Batch(handle, sql);
  }

  void add(@Nullable Object... values) {
    try {
      PreparedStatement statement = prepared();
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.addBatch();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
    if (++rows >= MOST) {
      send();
    }
  }

  /** Sends what was not sent yet. */
  void send() {
    try {
      if (rows > 0) {
        prepared().executeBatch();
        rows = 0;
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  @Override
  public void close() {
    try {
      if (prepared != null) {
        prepared.close();
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private PreparedStatement prepared() throws SQLException {
    if (prepared == null) {
      prepared = handle.getConnection().prepareStatement(sql);
    }
    return prepared;
  }
}
