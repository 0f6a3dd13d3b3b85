package io.attune.trial.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * An order of points by rank, and within a rank so that the first few dominate as much as they can:
 * each next point is the one that adds most to the hypervolume of those before it (Guerreiro,
 * Fonseca and Paquete 2016, "Greedy Hypervolume Subset Selection in Low Dimensions"). Losses count
 * as shares of their range among all points, and volumes reach a tenth of it past the worst.
 */
public final class Coverage {
  private static final double REFERENCE = 1.1;

  private Coverage() {}

  /**
   * Indices of the points, the best first.
   *
   * @param points finite losses of each point
   * @param ranks of the points, from 0
   * @param few how many are wanted in this order; later ones of a rank come by index
   */
  public static int[] order(double[][] points, int[] ranks, int few) {
    Losses.check(points);
    double[][] scaled = scaled(points);
    List<Integer> order = new ArrayList<>();
    for (int rank : Arrays.stream(ranks).sorted().distinct().toArray()) {
      List<Integer> group =
          IntStream.range(0, points.length).filter(i -> ranks[i] == rank).boxed().toList();
      List<Integer> chosen = greedy(scaled, group, few - order.size());
      order.addAll(chosen);
      group.stream().filter(i -> !chosen.contains(i)).forEach(order::add);
    }
    return order.stream().mapToInt(i -> i).toArray();
  }

  /**
   * Some points of a group. What a point adds only shrinks with those chosen before it, so it is
   * computed anew just for points that might come next (Minoux 1978).
   */
  private static List<Integer> greedy(double[][] scaled, List<Integer> group, int few) {
    PriorityQueue<Gain> queue = new PriorityQueue<>(Gain.ORDER);
    group.forEach(i -> queue.add(new Gain(i, Double.POSITIVE_INFINITY, -1)));
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < few && !queue.isEmpty()) {
      Gain top = queue.remove();
      if (top.after() == chosen.size()) {
        chosen.add(top.point());
      } else {
        queue.add(new Gain(top.point(), gain(scaled, chosen, top.point()), chosen.size()));
      }
    }
    return chosen;
  }

  private static double gain(double[][] scaled, List<Integer> chosen, int point) {
    double[][] points = new double[chosen.size() + 1][];
    for (int i = 0; i < chosen.size(); i++) {
      points[i] = scaled[chosen.get(i)];
    }
    points[chosen.size()] = scaled[point];
    double[] reference = new double[scaled[point].length];
    Arrays.fill(reference, REFERENCE);
    return Hypervolume.contribution(points, chosen.size(), reference);
  }

  /** Halves, because the range of what is finite need not be. */
  private static double[][] scaled(double[][] points) {
    double[][] scaled = new double[points.length][];
    Arrays.setAll(scaled, i -> points[i].clone());
    for (int loss = 0; points.length > 0 && loss < points[0].length; loss++) {
      int column = loss;
      double min = Arrays.stream(points).mapToDouble(p -> p[column] / 2).min().orElse(0);
      double range = Arrays.stream(points).mapToDouble(p -> p[column] / 2).max().orElse(0) - min;
      for (double[] point : scaled) {
        point[loss] = range > 0 ? (point[loss] / 2 - min) / range : 0;
      }
    }
    return scaled;
  }

  /**
   * What a point adds.
   *
   * @param after how many points had been chosen when this was computed
   */
  private record Gain(int point, double volume, int after) {
    static final Comparator<Gain> ORDER =
        Comparator.comparingDouble(Gain::volume).reversed().thenComparingInt(Gain::point);
  }
}
