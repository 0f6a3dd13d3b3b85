package io.attune.store;

import io.attune.trial.Event;
import io.attune.trial.TrialEvent;

/** Packs two numbers into the one key that H2 finds fast. */
final class Keys {
  static final long MOST_EVENTS = (1L << 40) - 1;
  static final long MOST_STEPS = (1L << 36) - 1;

  private Keys() {}

  static long event(SweepId sweep, long sequence) {
    return (sweep.value() << 40) + sequence;
  }

  /** The sweep in a key of {@link #event}. */
  static SweepId sweep(long event) {
    return new SweepId(event >> 40);
  }

  /**
   * Of a reading, or of a block of them.
   *
   * @param place the step of a reading that was reported, the index of one that was recorded, the
   *     number of a block; readings of a series lie in this order
   */
  static long point(long series, long place) {
    return (series << 36) + place;
  }

  /** The series in a key of {@link #point}. */
  static long series(long point) {
    return point >> 36;
  }

  /** The place in a key of {@link #point}. */
  static long place(long point) {
    return point & MOST_STEPS;
  }

  /**
   * Makes sure that an event can be kept.
   *
   * @throws StoreException if its step has too many digits for a key
   */
  static void checkStep(Event event) {
    if (event instanceof TrialEvent.Reported reported) {
      checkPlace(reported.step());
    }
  }

  /**
   * Makes sure that a series has room for a place.
   *
   * @throws StoreException if it has too many digits for a key
   */
  static void checkPlace(long place) {
    if (place < 0 || place > MOST_STEPS) {
      throw new StoreException(
          "step %d is out of range; steps go from 0 to %d.".formatted(place, MOST_STEPS), null);
    }
  }
}
