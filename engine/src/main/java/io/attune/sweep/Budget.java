package io.attune.sweep;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much a sweep may spend. Nothing set means until somebody stops it or nothing is left to try.
 *
 * @param trials most trials to start, at least 1; retries do not count
 * @param time wall-clock time after which no trial is started and running ones are stopped, summed
 *     over interruptions
 * @param trialTime wall-clock time one attempt of a trial may take before it fails
 */
public record Budget(OptionalInt trials, Optional<Duration> time, Optional<Duration> trialTime) {
  /** No limits. */
  public static final Budget UNLIMITED =
      new Budget(OptionalInt.empty(), Optional.empty(), Optional.empty());

  /** Checks that limits are positive. */
  public Budget {
    if (trials.isPresent() && trials.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a budget needs at least 1 trial, but has " + trials.getAsInt() + ".");
    }
    time.ifPresent(limit -> positive("time", limit));
    trialTime.ifPresent(limit -> positive("trial_time", limit));
  }

  /** A number of trials and nothing else. */
  public static Budget trials(int trials) {
    return new Budget(OptionalInt.of(trials), Optional.empty(), Optional.empty());
  }

  private static void positive(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, but is " + limit + ".");
    }
  }
}
