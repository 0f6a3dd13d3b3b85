package io.attune.experiments.train;

import io.attune.trial.Pace;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a long epoch is: at most every ten seconds, and every twentieth of it. An epoch
 * that takes less than ten seconds passes in silence.
 */
final class EpochProgress {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();
  private static final int PARTS = 20;

  private final long epoch;
  private final long epochs;
  private final int examples;
  private final LongSupplier nanos;
  private final Consumer<String> log;
  private final long start;
  private long toldAt;
  private int told;

  /**
   * Of an epoch that begins now.
   *
   * @param epochs in the whole run
   * @param examples in the epoch
   * @param nanos a clock that only grows
   */
  EpochProgress(long epoch, long epochs, int examples, LongSupplier nanos, Consumer<String> log) {
    this.epoch = epoch;
    this.epochs = epochs;
    this.examples = examples;
    this.nanos = nanos;
    this.log = log;
    this.start = nanos.getAsLong();
    this.toldAt = start;
  }

  /** So many examples of the epoch are done. */
  void done(int count) {
    long now = nanos.getAsLong();
    boolean news = count - told >= (examples + PARTS - 1) / PARTS && count < examples;
    if (news && now - toldAt >= INTERVAL) {
      log.accept(pace(count, (now - start) / 1e9).line());
      toldAt = now;
      told = count;
    }
  }

  private Pace pace(int count, double seconds) {
    double perSecond = count / seconds;
    Duration left = Duration.ofMillis(Math.round(1000 * (examples - count) / perSecond));
    return new Pace(epoch, epochs, (double) count / examples, perSecond, left);
  }
}
