package io.attune.search.cma;

/**
 * Weights and learning rates that follow from the number of dimensions and the size of a
 * generation, as Hansen recommends (2016, "The CMA evolution strategy: a tutorial", table 1).
 *
 * @param weights of a generation's members, the best first; those of the worse half are negative
 * @param selected number of positive weights, whose sum is 1
 * @param mass variance-effective number of selected members
 * @param pathDecay of the path of the covariance, c_c
 * @param rankOne learning rate c_1
 * @param rankMany learning rate c_μ
 * @param stepDecay of the path of the step size, c_σ
 * @param damping of the step size, d_σ
 * @param length expected length of a standard normal vector
 */
record Rates(
    double[] weights,
    int selected,
    double mass,
    double pathDecay,
    double rankOne,
    double rankMany,
    double stepDecay,
    double damping,
    double length) {

  static Rates of(int dimensions, int members) {
    double n = Math.max(1, dimensions);
    int selected = members / 2;
    double[] weights = new double[members];
    for (int i = 0; i < members; i++) {
      weights[i] = StrictMath.log((members + 1) / 2.0) - StrictMath.log(i + 1);
    }
    double mass = mass(weights, 0, selected);
    double rankOne = 2 / ((n + 1.3) * (n + 1.3) + mass);
    double rankMany =
        Math.min(1 - rankOne, 2 * (0.25 + mass + 1 / mass - 2) / ((n + 2) * (n + 2) + mass));
    double stepDecay = (mass + 2) / (n + mass + 5);
    double damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + stepDecay;
    double negative =
        Math.min(
            Math.min(1 + rankOne / rankMany, 1 + 2 * mass(weights, selected, members) / (mass + 2)),
            (1 - rankOne - rankMany) / (n * rankMany));
    scale(weights, 0, selected, 1);
    scale(weights, selected, members, negative);
    return new Rates(
        weights,
        selected,
        mass,
        (4 + mass / n) / (n + 4 + 2 * mass / n),
        rankOne,
        rankMany,
        stepDecay,
        damping,
        Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)));
  }

  private static double mass(double[] weights, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
      squares += weights[i] * weights[i];
    }
    return sum * sum / squares;
  }

  private static void scale(double[] weights, int from, int to, double size) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(weights[i]);
    }
    for (int i = from; i < to; i++) {
      weights[i] *= size / sum;
    }
  }

  int members() {
    return weights.length;
  }

  double weightSum() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
