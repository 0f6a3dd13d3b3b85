package io.attune.search.cma;

import io.attune.search.axes.Axis;
import java.util.random.RandomGenerator;

/**
 * Probabilities of the values of one parameter without order. They move towards the values of a
 * generation's better half, which is the natural gradient; none falls below a margin, so that no
 * value is ever lost (Hamano et al. 2024, "CatCMA", sections 3.1 and 3.3, with a fixed learning
 * rate). Not thread-safe.
 */
final class Shares {
  // With this probability all parameters without order keep to their likeliest values.
  private static final double KEPT = 0.73;

  private final double[] shares;
  private final double[] least;
  private final double rate;

  /**
   * The shares that a parameter's distribution gives.
   *
   * @param parameters how many of this kind there are
   * @param values of all of them together
   */
  Shares(Axis.Nominal axis, int parameters, int values, double mass) {
    this.shares = axis.shares().clone();
    double margin = (1 - StrictMath.pow(KEPT, 1.0 / parameters)) / (shares.length - 1);
    this.least = new double[shares.length];
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(margin, shares[i]);
    }
    this.rate = mass / (2 * (mass + values));
  }

  double of(int value) {
    return shares[value];
  }

  int draw(RandomGenerator random) {
    double left = random.nextDouble();
    int value = 0;
    for (int i = 0; i < shares.length && left >= 0; i++) {
      value = shares[i] > 0 ? i : value;
      left -= shares[i];
    }
    return value;
  }

  /**
   * Learns from the selected members of a generation.
   *
   * @param values of the members; NaN where the parameter was not active, which teaches nothing
   */
  void learn(double[] values, double[] weights) {
    double[] before = shares.clone();
    for (int k = 0; k < values.length; k++) {
      for (int i = 0; i < shares.length && !Double.isNaN(values[k]); i++) {
        shares[i] += rate * weights[k] * ((values[k] == i ? 1 : 0) - before[i]);
      }
    }
    keepMargin();
  }

  private void keepMargin() {
    double above = 0;
    double left = 1;
    for (int i = 0; i < shares.length; i++) {
      above += Math.max(0, shares[i] - least[i]);
      left -= least[i];
    }
    for (int i = 0; i < shares.length; i++) {
      double surplus = Math.max(0, shares[i] - least[i]);
      shares[i] = least[i] + (above > 0 ? surplus * left / above : 0);
    }
  }
}
