package io.attune.search.tpe;

import io.attune.search.numeric.Gaussian;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Gaussian kernels cut off at 0 and 1, the last one the prior: in the middle and as wide as the
 * range.
 *
 * @param centres NaN for kernels that are flat because the axis was not active
 * @param masses shares of the whole bells that lie within the bounds
 */
record Bells(double[] centres, double[] widths, double[] masses) {
  static Bells of(double[] coordinates) {
    double[] active = Arrays.stream(coordinates).filter(x -> !Double.isNaN(x)).toArray();
    double[] found = Bandwidths.of(active);
    double[] centres = Arrays.copyOf(coordinates, coordinates.length + 1);
    double[] widths = new double[centres.length];
    double[] masses = new double[centres.length];
    centres[coordinates.length] = 0.5;
    int next = 0;
    for (int i = 0; i < centres.length; i++) {
      boolean flat = Double.isNaN(centres[i]);
      widths[i] = i == coordinates.length || flat ? 1 : found[next++];
      masses[i] =
          flat ? 1 : Gaussian.between(-centres[i] / widths[i], (1 - centres[i]) / widths[i]);
    }
    return new Bells(centres, widths, masses);
  }

  int count() {
    return centres.length;
  }

  boolean flat(int kernel) {
    return Double.isNaN(centres[kernel]);
  }

  /** A number in [0, 1); at least a third of the tries fall inside, as centres do. */
  double draw(int kernel, RandomGenerator random) {
    if (flat(kernel)) {
      return random.nextDouble();
    }
    double x;
    do {
      x = centres[kernel] + widths[kernel] * Gaussian.draw(random);
    } while (x < 0 || x >= 1);
    return x;
  }
}
