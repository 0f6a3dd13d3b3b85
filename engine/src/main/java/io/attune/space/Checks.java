package io.attune.space;

/** Range checks that the distributions share; every message says the value and a way out. */
final class Checks {
  private static final double EDGE = 1e-12;

  private Checks() {}

  static void ordered(double min, double max) {
    if (!Double.isFinite(min) || !Double.isFinite(max)) {
      throw new IllegalArgumentException(
          "bounds must be finite numbers, but min is " + min + " and max is " + max + ".");
    }
    if (min > max) {
      throw new IllegalArgumentException(
          "min " + min + " is above max " + max + ". Maybe swap them.");
    }
    if (!Double.isFinite(max - min)) {
      throw new IllegalArgumentException(
          "the range from "
              + min
              + " to "
              + max
              + " is wider than any number. Maybe use a log scale.");
    }
  }

  static void positive(double min) {
    if (min <= 0) {
      throw new IllegalArgumentException(
          "log scale needs min > 0, but min is " + min + ". Maybe start at 1e-6.");
    }
  }

  static void sigma(double mu, double sigma) {
    if (!Double.isFinite(mu) || !(sigma > 0) || !Double.isFinite(sigma)) {
      throw new IllegalArgumentException(
          "needs a finite mu and sigma > 0, but mu is " + mu + " and sigma is " + sigma + ".");
    }
  }

  static void shapes(double a, double b) {
    if (!(a > 0) || !(b > 0) || !Double.isFinite(a) || !Double.isFinite(b)) {
      throw new IllegalArgumentException(
          "beta needs a > 0 and b > 0, but a is " + a + " and b is " + b + ".");
    }
  }

  static double unit(double p) {
    return Math.min(1, Math.max(0, p));
  }

  /** Keeps clear of 0 and 1, where unbounded distributions are infinite. */
  static double open(double p) {
    return Math.min(1 - EDGE, Math.max(EDGE, p));
  }
}
