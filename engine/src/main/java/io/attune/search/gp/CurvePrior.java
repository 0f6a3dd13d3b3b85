package io.attune.search.gp;

/**
 * Independent normal priors on the logarithms of {@link CurveHyperparameters}, and their bounds.
 * Curves are expected to be smooth and to flatten like an inverse root; both may be unlearned.
 */
final class CurvePrior {
  private final double[] means;
  private final double[] deviations;
  private final double[] lower;
  private final double[] upper;

  CurvePrior(int features) {
    int size = features + CurveHyperparameters.OTHERS;
    means = new double[size];
    deviations = new double[size];
    lower = new double[size];
    upper = new double[size];
    double length = StrictMath.log(0.25 + 0.25 * Math.sqrt(features));
    for (int f = 0; f < features; f++) {
      set(f, length, 1, 0.02, 50);
    }
    set(features, 0, 0.7, 0.02, 20);
    set(features + 1, StrictMath.log(0.3), 1, 1e-3, 20);
    set(features + 2, StrictMath.log(0.1), 1, 1e-4, 20);
    set(features + 3, -5.5, 1.5, 1e-6, 1);
    set(features + 4, -8, 1.5, 1e-6, 1);
    set(features + 5, StrictMath.log(0.5), 0.5, 0.05, 3);
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
