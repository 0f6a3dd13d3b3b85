package io.attune.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How long it makes sense to wait for a database to come back, and how often to try what failed.
 */
final class Patience {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int TRIES = 5;

  private final Database database;
  private final long begin = System.nanoTime();
  private int tries = TRIES;

  Patience(Database database) {
    this.database = database;
  }

  boolean left() {
    long most = TimeUnit.MILLISECONDS.toNanos(database.patienceMillis());
    return System.nanoTime() - begin < most;
  }

  /** Whether to try once more what others were in the way of. */
  boolean again() {
    return --tries > 0;
  }

  /** Connects; again and again while that fails and patience is left. */
  <T> T connect(Supplier<T> connecting) {
    while (true) {
      try {
        return connecting.get();
      } catch (RuntimeException e) {
        if (!database.isLost(e) || !left()) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
