package io.attune.trial;

/**
 * A value of a metric that somebody else's program measured.
 *
 * @param step whatever the program counts; may be negative, repeat, or go back
 * @param millis when it was measured on that program's clock, since 1970, in milliseconds
 * @param value may be NaN or infinite
 */
public record Reading(String metric, long step, long millis, double value) {
  /** Whether it is later than another, as MLflow has it: by step, then time, then value. */
  static boolean later(
      long step, long millis, double value, long oldStep, long oldMillis, double oldValue) {
    if (step != oldStep) {
      return step > oldStep;
    }
    return millis != oldMillis ? millis > oldMillis : Double.compare(value, oldValue) >= 0;
  }
}
