package io.attune.search.gp;

/**
 * The standard normal distribution where it is usually computed too roughly: far in its lower tail.
 * Only plain arithmetic and {@link StrictMath}, hence the same bits everywhere.
 */
final class Normal {
  static final double LOG_ROOT_2PI = StrictMath.log(2 * Math.PI) / 2;

  private static final double TAIL = -3;

  private Normal() {}

  /** Density. */
  static double density(double z) {
    return StrictMath.exp(-z * z / 2 - LOG_ROOT_2PI);
  }

  /** Probability of a smaller number. */
  static double cumulative(double z) {
    if (z > -TAIL) {
      return 1 - cumulative(-z);
    }
    if (z < TAIL) {
      return density(z) / (-z + fraction(-z));
    }
    return 0.5 + density(z) * series(z);
  }

  /** {@code z + z³/3 + z⁵/15 + …}, each term z²/(2k+1) times the one before. */
  private static double series(double z) {
    double term = z;
    double sum = z;
    for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= z * z / k;
      sum += term;
    }
    return sum;
  }

  /**
   * The continued fraction {@code 1/(x + 2/(x + 3/(x + …)))} for x ≥ 3, with which the ratio of
   * upper tail to density is {@code 1/(x + fraction(x))} (Abramowitz and Stegun, 26.2.14).
   */
  static double fraction(double x) {
    double rest = 0;
    for (int k = 8 + (int) (500 / (x * x)); k >= 1; k--) {
      rest = k / (x + rest);
    }
    return rest;
  }

  /** Logarithm of {@link #cumulative}, exact where that would be 0. */
  static double logCumulative(double z) {
    return z < TAIL
        ? -z * z / 2 - LOG_ROOT_2PI - StrictMath.log(-z + fraction(-z))
        : StrictMath.log(cumulative(z));
  }

  /** Derivative of {@link #logCumulative}. */
  static double logCumulativeSlope(double z) {
    return z < TAIL ? -z + fraction(-z) : density(z) / cumulative(z);
  }
}
