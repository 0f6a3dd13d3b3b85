package io.attune.store;

import java.sql.SQLException;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The database of a store, brought up to date, and what is special about it. Thread-safe. */
interface Database {
  /** A connection to read with. */
  Handle reader();

  /**
   * The connection to write with. There is one at a time: this one ends what is left of the one
   * before, which may have been lost.
   */
  WriteSession writer();

  /** Whether a failure means that the connection is gone, so that another may still work. */
  boolean isLost(Throwable failure);

  /** Whether a failure comes from others who write at the same time, so that trying again helps. */
  boolean isConflict(Throwable failure);

  /** How long to look for another connection once one is lost, in milliseconds. */
  long patienceMillis();

  /** After how long without writing to look whether the connection is still there. */
  long heartbeatMillis();

  /** What is wrong and what to do, of a failure that is about the database as a whole. */
  StoreException explained(Throwable failure);

  /**
   * Lets a connection go that does not work any more. Its transaction is not ended first, as that
   * fails and would keep H2 from closing the file.
   */
  static void discard(Handle handle, Throwable failure) {
    try (handle) {
      handle.getConnection().close();
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** What the database itself said of a failure, in one line and without the statement. */
  static String said(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof SQLException)) {
      root = root.getCause();
    }
    String first = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  /** Whether a failure was caused by an SQL error that passes a test. */
  static boolean caused(@Nullable Throwable failure, Predicate<SQLException> test) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && test.test(sql)) {
        return true;
      }
    }
    return false;
  }
}
