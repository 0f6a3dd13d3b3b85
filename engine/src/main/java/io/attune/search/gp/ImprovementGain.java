package io.attune.search.gp;

/** Expected improvement of one loss on the best feasible one. */
record ImprovementGain(double best) implements Gain {
  @Override
  public double of(
      double[] means, double[] deviations, double[] meanShares, double[] deviationShares) {
    double z = (best - means[0]) / deviations[0];
    double slope = LogExpectedImprovement.slope(z) / deviations[0];
    meanShares[0] = -slope;
    deviationShares[0] = 1 / deviations[0] - slope * z;
    return LogExpectedImprovement.of(z) + StrictMath.log(deviations[0]);
  }
}
