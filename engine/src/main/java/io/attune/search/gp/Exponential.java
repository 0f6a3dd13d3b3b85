package io.attune.search.gp;

/**
 * The exponential of numbers that are not positive, to about one unit in the last place. Only plain
 * arithmetic, so interpreter and compilers agree on every bit, which {@link Math#exp} does not
 * promise; several times faster than {@link StrictMath#exp}.
 */
final class Exponential {
  private static final double LOG2_E = 1 / StrictMath.log(2);
  // ln 2 in two parts: the high one has 21 zero bits at its end, so its multiples are exact.
  private static final double LN2_HIGH =
      Double.longBitsToDouble(Double.doubleToRawLongBits(StrictMath.log(2)) & -(1L << 21));
  private static final double LN2_LOW = 2.3190468138462996e-17 + (StrictMath.log(2) - LN2_HIGH);
  private static final double UNDERFLOW = -700;

  private Exponential() {}

  /** {@code e} to the power {@code x}; 0 below -700. */
  static double ofNegative(double x) {
    if (x < UNDERFLOW) {
      return 0;
    }
    double power = Math.rint(x * LOG2_E);
    double rest = x - power * LN2_HIGH - power * LN2_LOW;
    return series(rest) * Double.longBitsToDouble((long) (power + 1023) << 52);
  }

  /** Taylor series, exact to the last place for {@code |x| <= ln(2) / 2}. */
  private static double series(double x) {
    double sum = 1 + x / 13;
    sum = 1 + x * sum * (1.0 / 12);
    sum = 1 + x * sum * (1.0 / 11);
    sum = 1 + x * sum * (1.0 / 10);
    sum = 1 + x * sum * (1.0 / 9);
    sum = 1 + x * sum * (1.0 / 8);
    sum = 1 + x * sum * (1.0 / 7);
    sum = 1 + x * sum * (1.0 / 6);
    sum = 1 + x * sum * (1.0 / 5);
    sum = 1 + x * sum * (1.0 / 4);
    sum = 1 + x * sum * (1.0 / 3);
    sum = 1 + x * sum * (1.0 / 2);
    return 1 + x * sum;
  }
}
