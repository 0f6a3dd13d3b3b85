package io.attune.experiments.health;

/**
 * How numbers are distributed.
 *
 * @param low the smallest of them
 * @param high the largest of them
 * @param counts how many are in each of equal parts of that range; none where there are no numbers
 */
record Histogram(double low, double high, int[] counts) {
  static final int BINS = 40;
  static final Histogram NOTHING = new Histogram(0, 0, new int[0]);

  /** Of numbers; those that are not finite are left out. */
  static Histogram of(float[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low > high ? NOTHING : new Histogram(low, high, counts(values, low, high));
  }

  private static int[] counts(float[] values, double low, double high) {
    int[] counts = new int[BINS];
    double width = high > low ? (high - low) / BINS : 1;
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[Math.min(BINS - 1, (int) ((value - low) / width))]++;
      }
    }
    return counts;
  }

  /** How many numbers the fullest part holds. */
  int most() {
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    return most;
  }
}
