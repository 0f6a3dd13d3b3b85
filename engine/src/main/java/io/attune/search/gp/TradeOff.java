package io.attune.search.gp;

import java.util.List;

/**
 * Merit of a point judged by several objectives and constraints: the log expected gain in the
 * objectives, plus the log probability that each limit is kept (Gardner et al. 2014, "Bayesian
 * Optimization with Inequality Constraints"). Each objective and limit has a process of its own.
 *
 * @param limits processes of how far points are beyond a limit; 0 is allowed
 */
record TradeOff(List<GaussianProcess> losses, Gain gain, List<GaussianProcess> limits, int features)
    implements Merit {

  @Override
  public double[] at(Points points) {
    double[][] means = new double[losses.size()][];
    double[][] deviations = new double[losses.size()][];
    for (int k = 0; k < losses.size(); k++) {
      GaussianProcess.Prediction prediction = losses.get(k).predict(points);
      means[k] = prediction.means()[0];
      deviations[k] = prediction.deviations();
    }
    double[] values = new double[points.size()];
    double[] shares = new double[losses.size()];
    double[] others = new double[losses.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = gain.of(column(means, i), column(deviations, i), shares, others);
    }
    for (GaussianProcess limit : limits) {
      GaussianProcess.Prediction prediction = limit.predict(points);
      for (int i = 0; i < values.length; i++) {
        values[i] += Normal.logCumulative(-prediction.means()[0][i] / prediction.deviations()[i]);
      }
    }
    return values;
  }

  @Override
  public double at(double[] point, double[] gradient) {
    double[] sum = new double[gradient.length];
    double value = gainAt(point, sum);
    for (GaussianProcess limit : limits) {
      GaussianProcess.LocalPrediction local = limit.at(point);
      double z = -local.mean(0) / local.deviation();
      double slope = Normal.logCumulativeSlope(z) / local.deviation();
      value += Normal.logCumulative(z);
      add(local.gradient(new double[] {-slope}, -slope * z), sum);
    }
    System.arraycopy(sum, 0, gradient, 0, sum.length);
    return value;
  }

  private double gainAt(double[] point, double[] sum) {
    List<GaussianProcess.LocalPrediction> locals =
        losses.stream().map(process -> process.at(point)).toList();
    double[] means = locals.stream().mapToDouble(local -> local.mean(0)).toArray();
    double[] deviations =
        locals.stream().mapToDouble(GaussianProcess.LocalPrediction::deviation).toArray();
    double[] meanShares = new double[means.length];
    double[] deviationShares = new double[means.length];
    double value = gain.of(means, deviations, meanShares, deviationShares);
    for (int k = 0; k < means.length; k++) {
      add(locals.get(k).gradient(new double[] {meanShares[k]}, deviationShares[k]), sum);
    }
    return value;
  }

  private static void add(double[] gradient, double[] sum) {
    for (int f = 0; f < gradient.length; f++) {
      sum[f] += gradient[f];
    }
  }

  private static double[] column(double[][] rows, int index) {
    double[] column = new double[rows.length];
    for (int k = 0; k < column.length; k++) {
      column[k] = rows[k][index];
    }
    return column;
  }
}
