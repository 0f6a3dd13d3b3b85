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

  /** What is wrong and what to do, of a failure that is about the database as a whole. */
  StoreException explained(Throwable failure);

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
