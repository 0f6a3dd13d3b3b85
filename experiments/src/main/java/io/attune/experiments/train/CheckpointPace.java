package io.attune.experiments.train;

import java.time.Duration;

/**
 * Says when the next checkpoint is due: some time after the last one, and later where that took
 * long, so that checkpoints cost a twentieth of the time or less; but never later than twenty times
 * that time.
 */
final class CheckpointPace {
  private static final int SHARE = 20;

  private final long between;
  private long due;

  /**
   * Due after some time from now.
   *
   * @param between shortest time from one checkpoint to the next
   */
  CheckpointPace(Duration between) {
    this.between = between.toNanos();
    this.due = System.nanoTime() + this.between;
  }

  boolean isDue() {
    return System.nanoTime() - due >= 0;
  }

  /** A checkpoint is done that was begun at this time of the nanosecond clock. */
  void done(long begun) {
    long now = System.nanoTime();
    due = now + Math.max(between, Math.min(SHARE * (now - begun), SHARE * between));
  }
}
