package io.attune.trial;

/**
 * A value of a metric and when it was measured.
 *
 * @param step whatever the program counts; in a recorded trial it may be negative, repeat, or go
 *     back
 * @param millis when it was measured on that program's clock, since 1970, in milliseconds
 * @param value may be NaN or infinite; negative zero becomes zero, because databases do not tell
 *     them apart
 */
public record Reading(String metric, long step, long millis, double value) {
  /** Makes negative zero zero. */
  public Reading {
    value += 0.0;
  }

  /**
   * Whether it is later than another, as MLflow has it: by step, then time, then value; the later
   * of two that are alike is the one that is asked.
   */
  public boolean isLaterThan(Reading old) {
    if (step != old.step) {
      return step > old.step;
    }
    return millis != old.millis ? millis > old.millis : Double.compare(value, old.value) >= 0;
  }
}
