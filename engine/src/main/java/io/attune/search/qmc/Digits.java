package io.attune.search.qmc;

import io.attune.search.numeric.Mix;

/**
 * A number in [0, 1) as digits after the point.
 *
 * @param digits as many as a double holds, the most significant first
 */
record Digits(int base, int[] digits) {
  private static final int BITS = 52;
  private static final double LARGEST = 1 - 0x1p-53;

  /** The digits of a whole number in reverse, behind the point: the radical inverse. */
  static Digits reversed(long number, int base) {
    int[] digits = new int[(int) Math.ceil(BITS * StrictMath.log(2) / StrictMath.log(base))];
    long rest = number;
    for (int i = 0; i < digits.length && rest > 0; i++) {
      digits[i] = (int) (rest % base);
      rest /= base;
    }
    return new Digits(base, digits);
  }

  /** The binary digits of a number in [0, 1). */
  static Digits binary(double number) {
    long bits = (long) (number * (1L << BITS));
    int[] digits = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      digits[i] = (int) (bits >>> (BITS - 1 - i)) & 1;
    }
    return new Digits(2, digits);
  }

  double value() {
    double value = 0;
    for (int i = digits.length - 1; i >= 0; i--) {
      value = (value + digits[i]) / base;
    }
    return Math.min(LARGEST, value);
  }

  /**
   * The number after Owen's nested scrambling (Owen 1995), which makes every point uniform and
   * keeps their evenness: a digit is permuted in a way that depends on all digits before it. The
   * permutations are the affine ones, for which as much is true of the variance of integrals as for
   * all (Matoušek 1998).
   */
  Digits scrambled(long seed) {
    int[] scrambled = new int[digits.length];
    long path = seed;
    for (int i = 0; i < scrambled.length; i++) {
      long factor = 1 + Mix.below(base - 1, Mix.seed(path, base));
      long shift = Mix.below(base, Mix.seed(path, base + 1L));
      scrambled[i] = (int) ((factor * digits[i] + shift) % base);
      path = Mix.seed(path, digits[i]);
    }
    return new Digits(base, scrambled);
  }
}
