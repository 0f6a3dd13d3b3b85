package io.attune.search.gp;

import java.util.stream.IntStream;

/**
 * What kinds of coordinates the kernel sees.
 *
 * @param nominal which features are only equal or different
 * @param bendable indices of those on a scale that an {@link InputWarp} may bend, ascending
 */
record Features(boolean[] nominal, int[] bendable) {

  /** Features that stay as they are. */
  static Features rigid(boolean... nominal) {
    return new Features(nominal, new int[0]);
  }

  /** Features of which all that have an order may be bent. */
  static Features supple(boolean... nominal) {
    return new Features(
        nominal, IntStream.range(0, nominal.length).filter(f -> !nominal[f]).toArray());
  }

  int count() {
    return nominal.length;
  }

  boolean bends(int feature) {
    return java.util.Arrays.binarySearch(bendable, feature) >= 0;
  }
}
