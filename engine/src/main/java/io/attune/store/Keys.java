package io.attune.store;

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

  static void checkStep(long step) {
    if (step < 0 || step > MOST_STEPS) {
      throw new StoreException(
          "step %d is out of range; steps go from 0 to %d.".formatted(step, MOST_STEPS), null);
    }
  }
}
