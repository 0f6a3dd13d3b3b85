package io.attune.experiments.nn;

import java.util.random.RandomGenerator;

/**
 * Random numbers as a function of a key and a counter (Steele et al. 2014, "Fast splittable
 * pseudorandom number generators", section 3: SplitMix). A trial's stream for one purpose and one
 * epoch follows from its seed, so a resumed trial needs no stored state. Equal on every JDK and
 * machine. Not thread-safe.
 */
public final class CounterRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private CounterRandom(long state) {
    this.state = state;
  }

  /** What the numbers are for; streams of different purposes are independent. */
  public enum Purpose {
    /** First weights. */
    WEIGHTS,
    /** Order of examples. */
    ORDER,
    /** Units left out. */
    DROPOUT,
    /** Which examples are for training, validation and test. */
    SPLIT,
    /** Data that is computed. */
    DATA,
    /** Where images are cut and whether they are mirrored. */
    AUGMENTATION
  }

  /** The stream for a purpose in an epoch; 0 where epochs do not matter. */
  public static CounterRandom of(long seed, Purpose purpose, long epoch) {
    long key = mix(seed + GOLDEN_GAMMA * (1 + purpose.ordinal()));
    return new CounterRandom(mix(key + GOLDEN_GAMMA * (1 + epoch)));
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** A standard normal number by the Box-Muller transform, in arithmetic that never varies. */
  @Override
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  /** The numbers below {@code size} in random order (Fisher-Yates). */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
