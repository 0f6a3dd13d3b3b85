package io.attune.search.gp;

/**
 * What is thought of the hyperparameters before any trial, as a density of their logarithms, and
 * their bounds. The shapes for lengths, scale and noise are those of Optuna's GPSampler.
 *
 * <ul>
 *   <li>A length is as likely to be a quarter of the range as twice it; far shorter or longer ones
 *       are ruled out ever more strongly.
 *   <li>The scale is about 1, since targets have variance 1.
 *   <li>The noise may be anything much smaller, so that trainers that repeat exactly and those that
 *       hardly do both fit in.
 *   <li>Axes are straight unless the trials say otherwise.
 * </ul>
 */
final class Prior {
  private static final double WALL = 0.2;
  private static final double NOISE_POWER = 0.1;
  private static final double NOISE_RATE = 30;
  private static final double NOISE_START = 1e-3;
  private static final double WARP_DEVIATION = 1;

  private final int count;
  private final double[] start;
  private final double[] lower;
  private final double[] upper;

  Prior(Features features) {
    count = features.count();
    int size = Hyperparameters.size(features);
    start = new double[size];
    lower = new double[size];
    upper = new double[size];
    // Typical distances grow with the root of the number of features.
    double length = 0.25 + 0.25 * Math.sqrt(count);
    for (int f = 0; f < count; f++) {
      set(f, length, 0.02, 50);
    }
    set(count, 1, 0.02, 20);
    set(count + 1, NOISE_START, 1e-6, 1);
    for (int i = count + 2; i < size; i++) {
      set(i, 1, 0.1, 10);
    }
  }

  private void set(int index, double value, double min, double max) {
    start[index] = StrictMath.log(value);
    lower[index] = StrictMath.log(min);
    upper[index] = StrictMath.log(max);
  }

  /** Logarithms to start a fit from. */
  double[] smooth() {
    return start.clone();
  }

  /** The same with all lengths shorter by a factor of e. */
  double[] rough() {
    double[] logs = start.clone();
    for (int f = 0; f < count; f++) {
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
    for (int f = 0; f < count; f++) {
      sum += WALL * StrictMath.cosh(2 * logs[f]);
      gradient[f] += 2 * WALL * StrictMath.sinh(2 * logs[f]);
    }
    double scale = StrictMath.exp(logs[count]);
    gradient[count] += scale - 1;
    double noise = NOISE_RATE * StrictMath.exp(logs[count + 1]);
    gradient[count + 1] += noise - NOISE_POWER;
    sum += scale - logs[count] + noise - NOISE_POWER * logs[count + 1];
    for (int i = count + 2; i < logs.length; i++) {
      double z = logs[i] / WARP_DEVIATION;
      sum += z * z / 2;
      gradient[i] += z / WARP_DEVIATION;
    }
    return sum;
  }
}
