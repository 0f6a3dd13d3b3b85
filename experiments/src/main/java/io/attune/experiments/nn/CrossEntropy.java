package io.attune.experiments.nn;

/**
 * The negative log-probability of the right class, with probabilities by softmax. Smoothed, the
 * wanted probabilities are {@code smoothing / classes} for every class and what is left for the
 * right one (Szegedy et al. 2016, section 7).
 *
 * @param smoothing at least 0 and below 1
 */
public record CrossEntropy(double smoothing) implements ClassLoss {
  /** Without smoothing, so that trials with different smoothing compare. */
  @Override
  public Loss measure() {
    return new CrossEntropy(0);
  }

  @Override
  public double of(float[] scores, Row row, float[] gradient, double share) {
    float top = scores[row.best()];
    double[] exponentials = new double[row.width()];
    double sum = 0;
    double below = 0;
    for (int i = 0; i < exponentials.length; i++) {
      double distance = (double) top - scores[row.start() + i];
      exponentials[i] = Math.exp(-distance);
      sum += exponentials[i];
      below += distance;
    }
    double even = smoothing / row.width();
    for (int i = 0; i < exponentials.length; i++) {
      double wanted = even + (row.start() + i == row.right() ? 1 - smoothing : 0);
      gradient[row.start() + i] = (float) (share * (exponentials[i] / sum - wanted));
    }
    double right = (double) top - scores[row.right()];
    return Math.log(sum) + (smoothing == 0 ? right : (1 - smoothing) * right + even * below);
  }
}
