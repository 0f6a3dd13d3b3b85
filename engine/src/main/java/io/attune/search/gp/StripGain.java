package io.attune.search.gp;

/**
 * Expected hypervolume improvement of two losses, exact (Emmerich, Yang et al. 2016, "A
 * Multicriteria Generalization of Bayesian Global Optimization"). The front cuts what is still to
 * be won into strips, each from the first loss of one of its points to that of the next, and below
 * the second loss of the one; in a strip the expectation is a product of improvements.
 *
 * <p>With A(x) and B(y) the expected improvements of the two losses on x and y, the sum over strips
 * is Σ (A(right) - A(left)) B(ceiling). It is summed as logarithms.
 */
final class StripGain implements Gain {
  /** Right ends of the strips, ascending; the last is the reference. */
  private final double[] rights;

  /** Ceilings of the strips, descending; the first is the reference. */
  private final double[] ceilings;

  /**
   * @param front points that none dominates, below the reference, sorted by the first loss
   */
  StripGain(double[][] front, double[] reference) {
    rights = new double[front.length + 1];
    ceilings = new double[front.length + 1];
    rights[front.length] = reference[0];
    ceilings[0] = reference[1];
    for (int i = 0; i < front.length; i++) {
      rights[i] = front[i][0];
      ceilings[i + 1] = front[i][1];
    }
  }

  @Override
  public double of(
      double[] means, double[] deviations, double[] meanShares, double[] deviationShares) {
    double[] a = logs(rights, means[0], deviations[0]);
    double[] b = logs(ceilings, means[1], deviations[1]);
    double[] strips = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      strips[i] = (i == 0 ? a[0] : minus(a[i], a[i - 1])) + b[i];
    }
    double value = Logs.sum(strips);
    double[] byA = new double[a.length];
    double[] byB = new double[b.length];
    for (int i = 0; i < a.length; i++) {
      double next = i + 1 < b.length ? minus(b[i], b[i + 1]) : b[i];
      byA[i] = StrictMath.exp(a[i] + next - value);
      byB[i] = StrictMath.exp(strips[i] - value);
    }
    share(0, rights, byA, means, deviations, meanShares, deviationShares);
    share(1, ceilings, byB, means, deviations, meanShares, deviationShares);
    return value;
  }

  private static double[] logs(double[] limits, double mean, double deviation) {
    double[] logs = new double[limits.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] =
          LogExpectedImprovement.of((limits[i] - mean) / deviation) + StrictMath.log(deviation);
    }
    return logs;
  }

  /** Derivatives of a sum of log improvements with weights. */
  private static void share(
      int loss,
      double[] limits,
      double[] weights,
      double[] means,
      double[] deviations,
      double[] meanShares,
      double[] deviationShares) {
    double byMean = 0;
    double byDeviation = 0;
    for (int i = 0; i < limits.length; i++) {
      double z = (limits[i] - means[loss]) / deviations[loss];
      double slope = LogExpectedImprovement.slope(z) / deviations[loss];
      byMean -= weights[i] * slope;
      byDeviation += weights[i] * (1 / deviations[loss] - slope * z);
    }
    meanShares[loss] = byMean;
    deviationShares[loss] = byDeviation;
  }

  /** Log of the difference of two exponentials, of which the first is larger. */
  private static double minus(double a, double b) {
    return b >= a ? Double.NEGATIVE_INFINITY : a + StrictMath.log1p(-StrictMath.exp(b - a));
  }
}
