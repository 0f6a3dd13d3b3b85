package io.attune.trial.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How much room a point has among others of its rank (Deb et al. 2002, section III-B): for each
 * loss the distance between its two neighbours as a share of the whole range, added up.
 */
public final class Crowding {
  private Crowding() {}

  /**
   * Crowding distance of each point; infinite for those that are extreme in a loss.
   *
   * @param points of one rank; a loss in which all are equal counts nothing
   */
  public static double[] distances(double[][] points) {
    Losses.check(points);
    double[] distances = new double[points.length];
    for (int loss = 0; points.length > 0 && loss < points[0].length; loss++) {
      add(points, loss, distances);
    }
    return distances;
  }

  private static void add(double[][] points, int loss, double[] distances) {
    int[] order =
        IntStream.range(0, points.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> points[i][loss] + 0.0))
            .mapToInt(i -> i)
            .toArray();
    double[] sorted = Arrays.stream(order).mapToDouble(i -> points[i][loss]).toArray();
    double range = sorted[sorted.length - 1] - sorted[0];
    if (!(range > 0)) {
      return;
    }
    distances[order[0]] = Double.POSITIVE_INFINITY;
    distances[order[order.length - 1]] = Double.POSITIVE_INFINITY;
    for (int i = 1; i < order.length - 1; i++) {
      double share = (sorted[i + 1] - sorted[i - 1]) / range;
      // Between two infinite losses there is no room to speak of.
      distances[order[i]] += Double.isNaN(share) ? 0 : share;
    }
  }
}
