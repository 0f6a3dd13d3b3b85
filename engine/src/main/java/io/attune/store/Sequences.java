package io.attune.store;

import org.jdbi.v3.core.Handle;

/** What all stores say when an append does not fit. */
final class Sequences {
  private Sequences() {}

  static void checkNext(SweepId id, long last, long after) {
    if (last != after) {
      throw new StoreConflict(
          "sweep %s has %d events, not %d: another runner works on it. Maybe stop that one first."
              .formatted(id, last, after),
          null);
    }
  }

  /** Number of a sweep's last event. MAX would read all of them. */
  static long last(Handle handle, SweepId id) {
    return handle
        .createQuery(
            """
            SELECT id FROM event WHERE id BETWEEN :first AND :last
            ORDER BY id DESC FETCH FIRST 1 ROW ONLY
            """)
        .bind("first", Keys.event(id, 0))
        .bind("last", Keys.event(id, Keys.MOST_EVENTS))
        .mapTo(Long.class)
        .findOne()
        .map(last -> last - Keys.event(id, 0))
        .orElse(0L);
  }

  static StoreException held(SweepId id, String holder) {
    return new StoreException(
        "sweep %s is run by %s. Wait until that ends, or stop it first.".formatted(id, holder),
        null);
  }

  static StoreException unknown(SweepId id) {
    return new StoreException(
        "there is no sweep " + id + " here. `attune ls` shows those there are.", null);
  }
}
