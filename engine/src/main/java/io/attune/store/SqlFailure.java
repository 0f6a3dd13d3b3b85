package io.attune.store;

import java.sql.SQLException;

/** The database refused a statement or is gone; a group of jobs fails with it. */
final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
