package io.attune.search.gp;

/**
 * How much a point promises: log expected improvement, its expectation taken over the imagined
 * outcomes of running trials. Larger is better.
 */
final class Acquisition {
  private final GaussianProcess process;

  Acquisition(GaussianProcess process) {
    this.process = process;
  }

  int features() {
    return process.features();
  }

  /** Values at many points. */
  double[] at(Points points) {
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

  /** Value at a point; overwrites the gradient by all features, 0 for nominal ones. */
  double at(double[] point, double[] gradient) {
    GaussianProcess.LocalPrediction local = process.at(point);
    double deviation = local.deviation();
    double[] zs = new double[process.outcomes()];
    double[] logs = new double[zs.length];
    for (int o = 0; o < zs.length; o++) {
      zs[o] = (process.best(o) - local.mean(o)) / deviation;
      logs[o] = LogExpectedImprovement.of(zs[o]);
    }
    double value = logMean(logs);
    double[] meanShares = new double[zs.length];
    double deviationShare = 1 / deviation;
    for (int o = 0; o < zs.length; o++) {
      double weight = StrictMath.exp(logs[o] - value) / zs.length;
      double slope = weight * LogExpectedImprovement.slope(zs[o]) / deviation;
      meanShares[o] = -slope;
      deviationShare -= slope * zs[o];
    }
    double[] found = local.gradient(meanShares, deviationShare);
    System.arraycopy(found, 0, gradient, 0, found.length);
    return value + StrictMath.log(deviation);
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
