package io.attune.search.gp;

/**
 * How much a point promises: log expected improvement, its expectation taken over the imagined
 * outcomes of running trials. Larger is better.
 */
final class Acquisition implements Merit {
  private final GaussianProcess process;

  Acquisition(GaussianProcess process) {
    this.process = process;
  }

  @Override
  public int features() {
    return process.features();
  }

  @Override
  public double[] at(Points points) {
    GaussianProcess.Prediction prediction = process.predict(points);
    double[] values = new double[points.size()];
    double[] logs = new double[process.outcomes()];
    for (int i = 0; i < values.length; i++) {
      double deviation = prediction.deviations()[i];
      for (int o = 0; o < logs.length; o++) {
        double z = (process.best(o) - prediction.means()[o][i]) / deviation;
        logs[o] = LogExpectedImprovement.of(z);
      }
      values[i] = logMean(logs) + StrictMath.log(deviation);
    }
    return values;
  }

  @Override
  public double at(double[] point, double[] gradient) {
    GaussianProcess.LocalPrediction local = process.at(point);
    double[] zs = new double[process.outcomes()];
    double[] logs = new double[zs.length];
    for (int o = 0; o < zs.length; o++) {
      zs[o] = (process.best(o) - local.mean(o)) / local.deviation();
      logs[o] = LogExpectedImprovement.of(zs[o]);
    }
    double value = logMean(logs);
    double[] found = gradient(local, zs, logs, value);
    System.arraycopy(found, 0, gradient, 0, found.length);
    return value + StrictMath.log(local.deviation());
  }

  /** By the chain rule: each outcome counts with its share of the expectation. */
  private static double[] gradient(
      GaussianProcess.LocalPrediction local, double[] zs, double[] logs, double value) {
    double[] meanShares = new double[zs.length];
    double deviationShare = 1 / local.deviation();
    for (int o = 0; o < zs.length; o++) {
      double share = StrictMath.exp(logs[o] - value) / zs.length;
      double slope = share * LogExpectedImprovement.slope(zs[o]) / local.deviation();
      meanShares[o] = -slope;
      deviationShare -= slope * zs[o];
    }
    return local.gradient(meanShares, deviationShare);
  }

  /** Logarithm of the mean of exponentials, without overflow. */
  static double logMean(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    if (logs.length == 1) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum / logs.length);
  }
}
