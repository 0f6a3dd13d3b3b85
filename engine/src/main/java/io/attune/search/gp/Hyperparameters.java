package io.attune.search.gp;

/**
 * What is fitted: how far each feature carries (lengths), how much the function varies (scale, a
 * variance), and the variance of the noise. Optimised as logarithms in one vector: lengths, scale,
 * noise.
 */
record Hyperparameters(double[] lengths, double scale, double noise) {

  static Hyperparameters ofLogs(double[] logs) {
    int features = logs.length - 2;
    double[] lengths = new double[features];
    for (int f = 0; f < features; f++) {
      lengths[f] = StrictMath.exp(logs[f]);
    }
    return new Hyperparameters(
        lengths, StrictMath.exp(logs[features]), StrictMath.exp(logs[features + 1]));
  }

  double[] logs() {
    double[] logs = new double[lengths.length + 2];
    for (int f = 0; f < lengths.length; f++) {
      logs[f] = StrictMath.log(lengths[f]);
    }
    logs[lengths.length] = StrictMath.log(scale);
    logs[lengths.length + 1] = StrictMath.log(noise);
    return logs;
  }

  MaternKernel kernel(boolean[] nominal) {
    return new MaternKernel(lengths, scale, nominal);
  }
}
