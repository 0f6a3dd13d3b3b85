package io.attune.search.numeric;

/**
 * Random numbers by name instead of by turn: a number follows from a seed and what it is for, so
 * any trial can draw again what another has drawn. Mixes as SplitMix64 does (Steele, Lea and Flood
 * 2014, "Fast splittable pseudorandom number generators").
 */
public final class Mix {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /** A seed that follows from another one and a number; unrelated for neighbouring numbers. */
  public static long seed(long seed, long number) {
    long z = seed + (number + 1) * STEP;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number in [0, 1) for a seed, uniform over seeds. */
  public static double uniform(long seed) {
    return (seed(seed, 0) >>> 11) * 0x1p-53;
  }

  /** A whole number from 0 to below {@code bound} for a seed. */
  public static int below(int bound, long seed) {
    return (int) (uniform(seed) * bound);
  }
}
