package io.attune.store;

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
