package io.attune.search.gp;

/**
 * What is fitted of {@link CurveKernel}. Optimised as logarithms in one vector: lengths first, then
 * the others in this order.
 *
 * @param lengths how far each feature carries
 * @param level variance of what trials come to, over the space
 * @param gain variance of how much is still to be gained, over the space
 * @param drift variance of one trial's way from the common way
 * @param offset variance of what one trial comes to, apart from the smooth part
 * @param noise variance of a point
 * @param decay how fast curves flatten: the exponent of a power of the step
 */
record CurveHyperparameters(
    double[] lengths,
    double level,
    double gain,
    double drift,
    double offset,
    double noise,
    double decay) {
  /** How many there are beside the lengths. */
  static final int OTHERS = 6;

  static CurveHyperparameters ofLogs(double[] logs) {
    double[] values = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      values[i] = StrictMath.exp(logs[i]);
    }
    int features = logs.length - OTHERS;
    return new CurveHyperparameters(
        java.util.Arrays.copyOf(values, features),
        values[features],
        values[features + 1],
        values[features + 2],
        values[features + 3],
        values[features + 4],
        values[features + 5]);
  }
}
