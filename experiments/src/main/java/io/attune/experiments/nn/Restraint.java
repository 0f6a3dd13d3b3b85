package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;

/**
 * What keeps weights small, in addition to the loss of the data. Biases and the factors of
 * normalized channels are left alone.
 *
 * @param l1 factor of {@code Σ|w|} in the loss, at least 0
 * @param l2 factor of {@code ½ Σw²} in the loss, at least 0; with {@code l1}, this is the elastic
 *     net (Zou and Hastie 2005, equation 3)
 * @param decay share of each weight, times the learning rate, that every update takes off whatever
 *     the rule does (Loshchilov and Hutter 2019, algorithm 2), at least 0
 * @param maxNorm longest row of incoming weights of a unit, by projection after each update (Srebro
 *     and Shraibman 2005; Srivastava et al. 2014, section 5.1); infinite for no limit
 */
public record Restraint(double l1, double l2, double decay, double maxNorm) {
  /** None. */
  public static final Restraint NONE = new Restraint(0, 0, 0, Double.POSITIVE_INFINITY);

  /** Whether it adds to the loss. */
  public boolean penalizes() {
    return l1 > 0 || l2 > 0;
  }

  /** What a weight adds to the loss. Needs an open scope. */
  public double penalty(Tensor weight) {
    return (l1 > 0 ? l1 * weight.sumOfMagnitudes() : 0)
        + (l2 > 0 ? l2 * weight.sumOfSquares() / 2 : 0);
  }

  /** Adds the derivative of {@link #penalty} to a gradient; at 0, that of {@code |w|} is 0. */
  public void addTo(Tensor gradient, Tensor weight) {
    if (l2 > 0) {
      gradient.add(weight, l2);
    }
    if (l1 > 0) {
      gradient.add(weight.signs(), l1);
    }
  }

  /** Before an update. */
  void decay(Tensor weight, double rate) {
    if (decay > 0) {
      weight.scale(1 - rate * decay);
    }
  }

  /** After an update. */
  void limit(Tensor weight) {
    if (maxNorm < Double.POSITIVE_INFINITY) {
      weight.limitRows(maxNorm);
    }
  }
}
