package io.attune.store;

/** What both stores say when an append does not fit. */
final class Sequences {
  private Sequences() {}

  static void checkNext(SweepId id, long last, long after) {
    if (last != after) {
      throw new StoreException(
          "sweep %s has %d events, not %d: another runner works on it. Maybe stop that one first."
              .formatted(id, last, after),
          null);
    }
  }

  static StoreException unknown(SweepId id) {
    return new StoreException(
        "there is no sweep " + id + " here. `attune ls` shows those there are.", null);
  }
}
