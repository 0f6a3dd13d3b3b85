package io.attune.search.gp;

import java.util.Arrays;

/** Every outcome is worth the same: while none is feasible, only that counts. */
final class NoGain implements Gain {
  @Override
  public double of(
      double[] means, double[] deviations, double[] meanShares, double[] deviationShares) {
    Arrays.fill(meanShares, 0);
    Arrays.fill(deviationShares, 0);
    return 0;
  }
}
