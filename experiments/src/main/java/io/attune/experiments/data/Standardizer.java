package io.attune.experiments.data;

/**
 * Turns pixels into numbers with mean 0 and standard deviation 1 over the examples it was made
 * from. A table, since a pixel has 256 values. Immutable.
 */
final class Standardizer {
  private final float[] table;

  private Standardizer(float[] table) {
    this.table = table;
  }

  /** From how often each value occurs. Pixels that never vary become 0. */
  static Standardizer of(long[] counts) {
    double sum = 0;
    double squares = 0;
    long total = 0;
    for (int value = 0; value < counts.length; value++) {
      sum += (double) value * counts[value];
      squares += (double) value * value * counts[value];
      total += counts[value];
    }
    double mean = sum / total;
    double deviation = Math.sqrt(squares / total - mean * mean);
    return new Standardizer(table(mean, deviation > 0 ? deviation : 1, counts.length));
  }

  float apply(int pixel) {
    return table[pixel];
  }

  private static float[] table(double mean, double deviation, int size) {
    float[] table = new float[size];
    for (int value = 0; value < size; value++) {
      table[value] = (float) ((value - mean) / deviation);
    }
    return table;
  }
}
