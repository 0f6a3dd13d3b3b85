package io.attune.search.gp;

/**
 * The logarithm of expected improvement (Ament et al. 2023, "Unexpected Improvements to Expected
 * Improvement"), exact where expected improvement itself would be 0: {@code ln(φ(z) + z Φ(z))} at
 * {@code z = (best - mean) / deviation}.
 *
 * <p>In the tail, with x = -z and Mills' ratio {@code 1/(x + c)}, the bracket is {@code φ(x) · c /
 * (x + c)}: nothing cancels.
 */
final class LogExpectedImprovement {
  private static final double TAIL = -5;

  private LogExpectedImprovement() {}

  /** Log of the expected improvement, in units of the deviation. */
  static double of(double z) {
    if (z < TAIL) {
      double c = Normal.fraction(-z);
      return -z * z / 2 - Normal.LOG_ROOT_2PI + StrictMath.log(c / (c - z));
    }
    return StrictMath.log(Normal.density(z) + z * Normal.cumulative(z));
  }

  /** Derivative of {@link #of}. */
  static double slope(double z) {
    if (z < TAIL) {
      return 1 / Normal.fraction(-z);
    }
    double cumulative = Normal.cumulative(z);
    return cumulative / (Normal.density(z) + z * cumulative);
  }
}
