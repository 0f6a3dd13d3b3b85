package io.attune.search.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Expected hypervolume improvement of any number of losses. It is the integral, over all that is
 * still to be won, of the probability that an outcome is no worse than the place: an improvement is
 * a volume, and a place belongs to it exactly if the outcome dominates it. The integral is a mean
 * over random places, the same for all outcomes, so it is smooth, has an exact gradient, and as a
 * sum of logarithms neither vanishes nor overflows. The number of places decides the precision, and
 * no number of losses makes it slow, as it does with a decomposition into boxes.
 */
final class RegionGain implements Gain {
  private static final int PLACES = 256;
  private static final int DRAWS = 16_384;

  private final double[][] places;

  private RegionGain(double[][] places) {
    this.places = places;
  }

  /**
   * A gain beyond a front.
   *
   * @param front points that none dominates
   * @param ideal losses better than which nothing is expected
   * @param reference losses worse than which nothing is of use
   */
  static Gain beyond(double[][] front, double[] ideal, double[] reference, RandomGenerator random) {
    List<double[]> places = new ArrayList<>();
    for (int i = 0; i < DRAWS && places.size() < PLACES; i++) {
      double[] place = new double[ideal.length];
      for (int loss = 0; loss < place.length; loss++) {
        place[loss] = ideal[loss] + random.nextDouble() * (reference[loss] - ideal[loss]);
      }
      if (!taken(front, place)) {
        places.add(place);
      }
    }
    return places.isEmpty() ? new NoGain() : new RegionGain(places.toArray(double[][]::new));
  }

  private static boolean taken(double[][] front, double[] place) {
    for (double[] point : front) {
      boolean below = true;
      for (int loss = 0; loss < place.length; loss++) {
        below &= point[loss] <= place[loss];
      }
      if (below) {
        return true;
      }
    }
    return false;
  }

  @Override
  public double of(
      double[] means, double[] deviations, double[] meanShares, double[] deviationShares) {
    double[] logs = new double[places.length];
    for (int i = 0; i < logs.length; i++) {
      for (int loss = 0; loss < means.length; loss++) {
        logs[i] += Normal.logCumulative((places[i][loss] - means[loss]) / deviations[loss]);
      }
    }
    double value = Logs.sum(logs);
    for (int loss = 0; loss < means.length; loss++) {
      meanShares[loss] = 0;
      deviationShares[loss] = 0;
      for (int i = 0; i < logs.length; i++) {
        double z = (places[i][loss] - means[loss]) / deviations[loss];
        double slope =
            StrictMath.exp(logs[i] - value) * Normal.logCumulativeSlope(z) / deviations[loss];
        meanShares[loss] -= slope;
        deviationShares[loss] -= slope * z;
      }
    }
    return value - StrictMath.log(logs.length);
  }
}
