package io.attune.trial.pareto;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Points of several losses each, where smaller is better. */
final class Losses {
  private Losses() {}

  /**
   * Checks that all points have equally many losses, at least one, and that none is NaN.
   *
   * @throws IllegalArgumentException if not
   */
  static void check(double[][] points) {
    for (int i = 0; i < points.length; i++) {
      if (points[i].length == 0 || points[i].length != points[0].length) {
        throw new IllegalArgumentException(
            "point %d has %d losses and point 0 has %d; all need equally many, at least one."
                .formatted(i, points[i].length, points[0].length));
      }
      for (double loss : points[i]) {
        if (Double.isNaN(loss)) {
          throw new IllegalArgumentException(
              "point " + i + " has a loss that is NaN. Leave such points out.");
        }
      }
    }
  }

  /** Indices by the first loss, then by the next ones: none is dominated by a later one. */
  static int[] lexicographic(double[][] points) {
    Comparator<Integer> order = (a, b) -> compare(points[a], points[b]);
    return IntStream.range(0, points.length)
        .boxed()
        .sorted(order.thenComparing(Comparator.naturalOrder()))
        .mapToInt(i -> i)
        .toArray();
  }

  /** Whether no loss of a is larger. Equal points are no worse than each other. */
  static boolean noWorse(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] > b[i]) {
        return false;
      }
    }
    return true;
  }

  /** As numbers, so that the two zeros are equal. */
  static int compare(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return a[i] < b[i] ? -1 : 1;
      }
    }
    return 0;
  }
}
