package io.attune.search.cma;

import io.attune.search.numeric.Mix;

/**
 * How many members and how wide a start each run gets (Hansen 2009, "Benchmarking a BI-population
 * CMA-ES on the BBOB-2009 function testbed"): every large run has twice as many members as the last
 * one; in between, small runs of random size and width use up as many trials as the large ones
 * have. Not thread-safe.
 */
final class Restarts {
  private final int members;
  private final double width;
  private final long seed;
  private int runs;
  private int doublings;
  private long small;
  private long large;
  private boolean isLarge;

  Restarts(int members, double width, long seed) {
    this.members = members;
    this.width = width;
    this.seed = seed;
  }

  /** Seed of the run that goes on. */
  long seed() {
    return Mix.seed(seed, runs);
  }

  /** The first run, which counts among the small ones. */
  Start first() {
    return new Start(members, width);
  }

  /** The next run, after one that took some trials. */
  Start next(long trials) {
    small += isLarge ? 0 : trials;
    large += isLarge ? trials : 0;
    runs++;
    isLarge = small >= large;
    if (isLarge) {
      doublings++;
      return new Start(members << doublings, width);
    }
    double ratio = 0.5 * (1 << doublings);
    double u = Mix.uniform(Mix.seed(seed(), -1));
    int size = (int) (members * StrictMath.pow(ratio, u * u));
    double narrower = StrictMath.pow(10, -2 * Mix.uniform(Mix.seed(seed(), -2)));
    return new Start(size, width * narrower);
  }

  /**
   * Where a run begins.
   *
   * @param members of each generation
   * @param width standard deviation, as a share of the range
   */
  record Start(int members, double width) {}
}
