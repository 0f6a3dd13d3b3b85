package io.attune.app;

import java.time.Duration;
import java.util.Locale;

/** How the command line writes values for people. */
final class Numbers {
  private Numbers() {}

  /** Four significant digits, plain where that is short. */
  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    if (size >= 1e6 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String of(Object value) {
    return value instanceof Double number ? of(number.doubleValue()) : String.valueOf(value);
  }

  /** Such as {@code 1h 05m}, {@code 2m 30s}, {@code 45s} or {@code 0.5s}. */
  static String of(Duration time) {
    if (time.toMillis() < 9_950) {
      return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
    }
    if (time.toSeconds() < 60) {
      return time.toSeconds() + "s";
    }
    return time.toHours() > 0
        ? String.format(Locale.ROOT, "%dh %02dm", time.toHours(), time.toMinutesPart())
        : String.format(Locale.ROOT, "%dm %02ds", time.toMinutes(), time.toSecondsPart());
  }
}
