package io.attune.analysis;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Keeps the chance of any false claim among several tests below the level of one (Holm 1979). */
final class Holm {
  private Holm() {}

  /** The p-values, each as large as the step-down procedure makes it. */
  static double[] corrected(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] corrected = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      int test = ascending[rank];
      largest = Math.max(largest, Math.min(1, (p.length - rank) * p[test]));
      corrected[test] = largest;
    }
    return corrected;
  }
}
