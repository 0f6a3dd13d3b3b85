package io.attune.experiments.nn;

/**
 * The multi-class support vector machine of Weston and Watkins (1999, equation 2): every wrong
 * class whose score is not at least 1 below that of the right one costs what is missing, or its
 * square. Summed over classes.
 */
public enum MarginLoss implements ClassLoss {
  /** What is missing. */
  LINEAR {
    @Override
    double cost(double missing) {
      return missing;
    }

    @Override
    double slope(double missing) {
      return 1;
    }
  },
  /** Its square. */
  SQUARED {
    @Override
    double cost(double missing) {
      return missing * missing;
    }

    @Override
    double slope(double missing) {
      return 2 * missing;
    }
  };

  abstract double cost(double missing);

  abstract double slope(double missing);

  @Override
  public double of(float[] scores, Row row, float[] gradient, double share) {
    double loss = Float.isFinite(scores[row.right()]) ? 0 : Double.NaN;
    double slopes = 0;
    for (int i = row.start(); i < row.end(); i++) {
      double missing = 1.0 + scores[i] - scores[row.right()];
      // Not ">": a score that is no number makes the loss none.
      if (i != row.right() && !(missing <= 0)) {
        loss += cost(missing);
        slopes += slope(missing);
        gradient[i] = (float) (share * slope(missing));
      }
    }
    gradient[row.right()] = (float) (-share * slopes);
    return loss;
  }
}
