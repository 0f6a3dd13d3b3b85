package io.attune.search.gp;

/**
 * Independent normal priors on the logarithms of the hyperparameters, and their bounds. Lengths
 * grow with the root of the number of features, since typical distances do.
 */
final class Prior {
  private static final double SCALE_DEVIATION = 0.7;
  private static final double NOISE_MEAN = -5.5;
  private static final double NOISE_DEVIATION = 1.5;

  private final double[] means;
  private final double[] deviations;
  private final double[] lower;
  private final double[] upper;

  Prior(int features) {
    means = new double[features + 2];
    deviations = new double[features + 2];
    lower = new double[features + 2];
    upper = new double[features + 2];
    double length = StrictMath.log(0.25 + 0.25 * Math.sqrt(features));
    for (int f = 0; f < features; f++) {
      set(f, length, 1, 0.02, 50);
    }
    set(features, 0, SCALE_DEVIATION, 0.02, 20);
    set(features + 1, NOISE_MEAN, NOISE_DEVIATION, 1e-6, 1);
  }

  private void set(int index, double mean, double deviation, double min, double max) {
    means[index] = mean;
    deviations[index] = deviation;
    lower[index] = StrictMath.log(min);
    upper[index] = StrictMath.log(max);
  }

  /** The most likely logarithms before any observation. */
  double[] mode() {
    return means.clone();
  }

  /** The mode with all lengths shorter by a factor of e. */
  double[] rough() {
    double[] logs = means.clone();
    for (int f = 0; f < logs.length - 2; f++) {
      logs[f] -= 1;
    }
    return logs;
  }

  double[] lower() {
    return lower;
  }

  double[] upper() {
    return upper;
  }

  /** Negative log density up to a constant; adds its gradient. */
  double penalty(double[] logs, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double z = (logs[i] - means[i]) / deviations[i];
      sum += z * z / 2;
      gradient[i] += z / deviations[i];
    }
    return sum;
  }
}
