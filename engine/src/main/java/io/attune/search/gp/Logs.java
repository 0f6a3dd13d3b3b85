package io.attune.search.gp;

/** Sums of numbers that are known by their logarithms. */
final class Logs {
  private Logs() {}

  /** Logarithm of the sum of exponentials, without overflow. */
  static double sum(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum);
  }
}
