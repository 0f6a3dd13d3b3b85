package io.attune.trial.pareto;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An order of points by rank, and within a rank so that the first few cover it: each next point is
 * the one farthest from those before it (an epsilon-net, as in Salinas, Perrone et al. 2021, "A
 * Multi-Objective Perspective on Jointly Tuning Hardware and Hyperparameters", section 4). Unlike
 * crowding distances, this never takes two neighbours in a gap while another gap stays empty.
 */
public final class Spread {
  private Spread() {}

  /**
   * Indices of the points, the best first. A rank begins with the best in the first loss.
   *
   * @param points losses of each point, without NaN
   * @param ranks of the points, from 0
   */
  public static int[] order(double[][] points, int[] ranks) {
    int[] order = new int[points.length];
    int filled = 0;
    for (int rank : Arrays.stream(ranks).sorted().distinct().toArray()) {
      int[] group =
          Arrays.stream(Losses.lexicographic(points)).filter(i -> ranks[i] == rank).toArray();
      System.arraycopy(spread(points, group), 0, order, filled, group.length);
      filled += group.length;
    }
    return order;
  }

  private static int[] spread(double[][] points, int[] group) {
    double[][] scaled = scaled(points, group);
    double[] gaps = new double[group.length];
    Arrays.fill(gaps, Double.POSITIVE_INFINITY);
    int[] order = new int[group.length];
    int next = 0;
    for (int i = 0; i < group.length; i++) {
      order[i] = group[next];
      for (int j = 0; j < gaps.length; j++) {
        gaps[j] = Math.min(gaps[j], distance(scaled[j], scaled[next]));
      }
      gaps[next] = Double.NEGATIVE_INFINITY;
      next = farthest(gaps);
    }
    return order;
  }

  private static int farthest(double[] gaps) {
    return IntStream.range(0, gaps.length).reduce(0, (best, i) -> gaps[i] > gaps[best] ? i : best);
  }

  /** Each loss as a share of its range in the group; infinite ones at the end of it. */
  private static double[][] scaled(double[][] points, int[] group) {
    double[][] scaled = new double[group.length][points.length == 0 ? 0 : points[0].length];
    for (int loss = 0; group.length > 0 && loss < scaled[0].length; loss++) {
      int column = loss;
      double[] finite =
          Arrays.stream(group)
              .mapToDouble(i -> points[i][column])
              .filter(Double::isFinite)
              .toArray();
      double min = Arrays.stream(finite).min().orElse(0);
      double range = Arrays.stream(finite).max().orElse(0) - min;
      for (int i = 0; i < group.length; i++) {
        double share = range > 0 ? (points[group[i]][loss] - min) / range : 0;
        scaled[i][loss] = Math.max(-1, Math.min(2, share));
      }
    }
    return scaled;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
