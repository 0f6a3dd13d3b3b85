package io.attune.run;

import java.time.Duration;

/** How this package writes values for people. */
final class Texts {
  private Texts() {}

  /** Such as {@code 1h 30m}, {@code 20m}, {@code 45s} or {@code 0.5s}. */
  static String of(Duration time) {
    if (time.toSeconds() == 0) {
      return time.toMillis() / 1000.0 + "s";
    }
    StringBuilder text = new StringBuilder();
    append(text, time.toHours(), "h");
    append(text, time.toMinutesPart(), "m");
    append(text, time.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(text.isEmpty() ? "" : " ").append(amount).append(unit);
    }
  }
}
