package io.attune.search.gp;

/**
 * What an outcome of independent normal losses is worth on average, as a logarithm, so that points
 * which promise next to nothing can still be compared.
 */
interface Gain {
  /**
   * Log of the expected gain.
   *
   * @param means of the losses
   * @param deviations of the losses, positive
   * @param meanShares overwritten with the derivatives by the means
   * @param deviationShares overwritten with the derivatives by the deviations
   */
  double of(double[] means, double[] deviations, double[] meanShares, double[] deviationShares);
}
