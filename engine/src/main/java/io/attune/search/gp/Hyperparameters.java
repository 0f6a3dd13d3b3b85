package io.attune.search.gp;

import java.util.Arrays;

/**
 * What is fitted: how far each feature carries (lengths), how much the function varies (scale, a
 * variance), the variance of the noise, and how the axes bend. Optimised as logarithms in one
 * vector: lengths, scale, noise, then rise and fall of each bendable feature.
 */
record Hyperparameters(double[] lengths, double scale, double noise, InputWarp warp) {

  static Hyperparameters ofLogs(double[] logs, Features features) {
    int count = features.count();
    double[] values = Arrays.stream(logs).map(StrictMath::exp).toArray();
    InputWarp none = InputWarp.none(features);
    double[] rises = none.rises().clone();
    double[] falls = none.falls().clone();
    for (int k = 0; k < features.bendable().length; k++) {
      rises[features.bendable()[k]] = values[count + 2 + 2 * k];
      falls[features.bendable()[k]] = values[count + 3 + 2 * k];
    }
    return new Hyperparameters(
        Arrays.copyOf(values, count),
        values[count],
        values[count + 1],
        new InputWarp(features, rises, falls));
  }

  /** Number of logarithms. */
  static int size(Features features) {
    return features.count() + 2 + 2 * features.bendable().length;
  }

  double[] logs() {
    Features features = warp.features();
    double[] logs = Arrays.copyOf(lengths, size(features));
    logs[features.count()] = scale;
    logs[features.count() + 1] = noise;
    for (int k = 0; k < features.bendable().length; k++) {
      logs[features.count() + 2 + 2 * k] = warp.rises()[features.bendable()[k]];
      logs[features.count() + 3 + 2 * k] = warp.falls()[features.bendable()[k]];
    }
    return Arrays.stream(logs).map(StrictMath::log).toArray();
  }

  /** Number of features. */
  int count() {
    return lengths.length;
  }

  /** The kernel of bent points. */
  MaternKernel kernel() {
    return new MaternKernel(lengths, scale, warp.features().nominal());
  }
}
