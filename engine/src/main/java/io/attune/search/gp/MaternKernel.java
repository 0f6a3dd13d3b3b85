package io.attune.search.gp;

/**
 * The Matérn covariance with smoothness 5/2 and one length per feature (Rasmussen and Williams
 * 2006, section 4.2.1). Nominal features are 0 apart where equal, else 1, which keeps the kernel
 * positive definite: it is the distance between corners of a simplex.
 *
 * @param lengths positive, in units of the features
 * @param scale variance, positive
 * @param nominal which features have no order
 */
record MaternKernel(double[] lengths, double scale, boolean[] nominal) {
  static final double ROOT5 = Math.sqrt(5);

  /** Covariances of one point with points [from, to), into the same places of {@code into}. */
  void covariances(double[] point, Points others, int from, int to, double[] into) {
    distances(point, others, from, to, into);
    for (int j = from; j < to; j++) {
      into[j] = scale * shape(into[j]);
    }
  }

  /** Squared scaled distances of one point to points [from, to). */
  void distances(double[] point, Points others, int from, int to, double[] into) {
    java.util.Arrays.fill(into, from, to, 0);
    for (int f = 0; f < lengths.length; f++) {
      double weight = 1 / (lengths[f] * lengths[f]);
      if (nominal[f]) {
        addDifferent(point[f], others.columns()[f], weight, from, to, into);
      } else {
        addSquares(point[f], others.columns()[f], weight, from, to, into);
      }
    }
  }

  static void addSquares(
      double x, double[] column, double weight, int from, int to, double[] into) {
    for (int j = from; j < to; j++) {
      double difference = x - column[j];
      into[j] += difference * difference * weight;
    }
  }

  static void addDifferent(
      double x, double[] column, double weight, int from, int to, double[] into) {
    for (int j = from; j < to; j++) {
      into[j] += x == column[j] ? 0 : weight;
    }
  }

  /** Correlation at a squared scaled distance. */
  static double shape(double squared) {
    double t = ROOT5 * Math.sqrt(squared);
    return (1 + t + t * t * (1.0 / 3)) * Exponential.ofNegative(-t);
  }

  /**
   * The correlation's derivative by the squared scaled distance, times -6/5.
   *
   * @param squared squared scaled distance
   */
  static double slope(double squared) {
    double t = ROOT5 * Math.sqrt(squared);
    return (1 + t) * Exponential.ofNegative(-t);
  }
}
