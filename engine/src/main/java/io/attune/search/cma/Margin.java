package io.attune.search.cma;

import io.attune.search.axes.Axis;
import io.attune.search.numeric.Gaussian;

/**
 * Keeps discrete parameters moving: however narrow the distribution is, the values on both sides of
 * the one it sits on keep some probability (Hamano et al. 2022, "CMA-ES with margin", section 4).
 *
 * @param least probability of leaving the value, of both sides together
 */
record Margin(double least) {
  /** Corrects mean and width of a swarm along a coordinate. */
  void keep(Swarm swarm, int coordinate, Axis.Ordered axis) {
    double mean = swarm.mean(coordinate);
    int level = axis.level(mean);
    double low = axis.low(level);
    double high = axis.high(level);
    if (Double.isInfinite(low)) {
      double reach = Gaussian.inverse(1 - least) * swarm.deviation(coordinate);
      swarm.adjust(coordinate, Math.max(mean, high - reach), swarm.deviation(coordinate));
    } else if (Double.isInfinite(high)) {
      double reach = Gaussian.inverse(1 - least) * swarm.deviation(coordinate);
      swarm.adjust(coordinate, Math.min(mean, low + reach), swarm.deviation(coordinate));
    } else {
      widen(swarm, coordinate, low, high);
    }
  }

  private void widen(Swarm swarm, int coordinate, double low, double high) {
    double mean = swarm.mean(coordinate);
    double deviation = swarm.deviation(coordinate);
    double below = Gaussian.below((low - mean) / deviation);
    double above = Gaussian.below((mean - high) / deviation);
    if (below >= least / 2 && above >= least / 2) {
      return;
    }
    double[] shares = {below, 1 - below - above, above};
    raise(shares);
    double down = -Gaussian.inverse(shares[0]);
    double up = -Gaussian.inverse(shares[2]);
    swarm.adjust(coordinate, (low * up + high * down) / (down + up), (high - low) / (down + up));
  }

  /** Raises shares to the margin, and takes it from the others in proportion to what they have. */
  private void raise(double[] shares) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(shares[i], least / 2);
      sum += shares[i];
    }
    double correction = (1 - sum) / (sum - shares.length * least / 2);
    for (int i = 0; i < shares.length; i++) {
      shares[i] += correction * (shares[i] - least / 2);
    }
  }
}
