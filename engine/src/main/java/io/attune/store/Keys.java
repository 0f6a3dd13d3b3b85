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

  static long point(long series, long step) {
    return (series << 36) + step;
  }

  /**
   * Makes sure that an event can be kept.
   *
   * @throws StoreException if its step has too many digits for a key
   */
  static void checkStep(Event event) {
    if (event instanceof TrialEvent.Reported reported
        && (reported.step() < 0 || reported.step() > MOST_STEPS)) {
      throw new StoreException(
          "step %d is out of range; steps go from 0 to %d.".formatted(reported.step(), MOST_STEPS),
          null);
    }
  }
}
