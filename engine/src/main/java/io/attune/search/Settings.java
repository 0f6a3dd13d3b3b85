package io.attune.search;

/** Checks of settings: each names the setting, its value and a better one. */
final class Settings {
  private Settings() {}

  static void atLeast(String name, long value, long least, long remedy) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but is %d. Maybe use %d.".formatted(name, least, value, remedy));
    }
  }

  /** Checks the factor between rungs. */
  static void eta(double eta) {
    if (!(eta >= 2 && eta <= 1000)) {
      throw new IllegalArgumentException(
          "eta must be between 2 and 1000, but is %s. Maybe use 3, to keep a third."
              .formatted(plain(eta)));
    }
  }

  static void between(String name, double value, double low, double high, double remedy) {
    if (!(value > low && value < high)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s, but is %s. Maybe use %s."
              .formatted(name, plain(low), plain(high), plain(value), plain(remedy)));
    }
  }

  /** A number without a point that says nothing. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
