package io.attune.exchange.optuna;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement that is asked again and again with one number. */
final class Query implements AutoCloseable {
  private final PreparedStatement statement;

  Query(Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
  }

  <T> List<T> list(long key, Row<T> row) throws SQLException {
    List<T> rows = new ArrayList<>();
    each(key, result -> rows.add(row.of(result)));
    return rows;
  }

  void each(long key, Step step) throws SQLException {
    statement.setLong(1, key);
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        step.at(result);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  /** Something made of a row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Something done with a row. */
  interface Step {
    void at(ResultSet row) throws SQLException;
  }
}
