package io.attune.search.gp;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders of numbers. */
final class Ranks {
  private Ranks() {}

  /** Indices in ascending order of values; equal values keep their order. */
  static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
