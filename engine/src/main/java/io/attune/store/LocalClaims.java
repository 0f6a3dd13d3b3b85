package io.attune.store;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who runs which sweep of a store in this program. Thread-safe. */
final class LocalClaims {
  private final Set<SweepId> taken = new HashSet<>();

  /**
   * Takes a sweep.
   *
   * @throws StoreException if it is taken
   */
  synchronized Claim take(SweepId sweep) {
    if (!taken.add(sweep)) {
      throw Sequences.held(sweep, "this program");
    }
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (!closed.getAndSet(true)) {
        drop(sweep);
      }
    };
  }

  private synchronized void drop(SweepId sweep) {
    taken.remove(sweep);
  }
}
