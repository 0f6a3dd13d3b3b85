package io.attune.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who runs which sweep of a store in this program. Thread-safe. */
final class LocalClaims {
  private final Map<SweepId, String> holders = new HashMap<>();

  /**
   * Takes a sweep.
   *
   * @throws StoreException if it is taken, and by whom
   */
  synchronized Claim take(SweepId sweep, String owner) {
    String holder = holders.putIfAbsent(sweep, owner);
    if (holder != null) {
      throw Sequences.held(sweep, holder);
    }
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (!closed.getAndSet(true)) {
        drop(sweep);
      }
    };
  }

  synchronized Set<SweepId> taken() {
    return Set.copyOf(holders.keySet());
  }

  private synchronized void drop(SweepId sweep) {
    holders.remove(sweep);
  }
}
