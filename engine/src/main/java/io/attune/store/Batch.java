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

  private final PreparedStatement statement;
  private int rows;

  private Batch(PreparedStatement statement) {
    this.statement = statement;
  }

  static Batch of(Handle handle, String sql) {
    try {
      return new Batch(handle.getConnection().prepareStatement(sql));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  void add(@Nullable Object... values) {
    try {
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
        statement.executeBatch();
        rows = 0;
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
