package io.attune.search.tpe;

import java.util.Arrays;

/**
 * Widths of the kernels of one axis: the larger gap to a neighbour, not below the hundredth of the
 * range (or an n-th of it, for few kernels), so that no kernel becomes a needle (Bergstra et al.
 * 2011; Watanabe 2023, section 3.3.2).
 */
final class Bandwidths {
  private static final int INDEX_BITS = 22;
  private static final double RESOLUTION = 1L << 41;
  private static final double MOST_NARROW = 100;

  private Bandwidths() {}

  /** Widths for centres in [0, 1], in the same order; the bounds are neighbours of the ends. */
  static double[] of(double[] centres) {
    int n = centres.length;
    int[] order = order(centres);
    double[] widths = new double[n];
    double narrowest = 1 / Math.min(MOST_NARROW, n + 2.0);
    for (int i = 0; i < n; i++) {
      double below = i == 0 ? 0 : centres[order[i - 1]];
      double above = i == n - 1 ? 1 : centres[order[i + 1]];
      double centre = centres[order[i]];
      double gap = Math.max(centre - below, above - centre);
      if (n > 1 && i == 0) {
        gap = above - centre;
      } else if (n > 1 && i == n - 1) {
        gap = centre - below;
      }
      widths[order[i]] = Math.max(narrowest, Math.min(1, gap));
    }
    return widths;
  }

  /** Indices by ascending centre; sorted as whole numbers, many times faster than as objects. */
  private static int[] order(double[] centres) {
    long[] keys = new long[centres.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) (centres[i] * RESOLUTION) << INDEX_BITS | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) (keys[i] & ((1L << INDEX_BITS) - 1));
    }
    return order;
  }
}
