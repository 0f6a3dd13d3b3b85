package io.attune.search.gp;

import java.util.Arrays;
import java.util.List;

/**
 * The observations that an exact model of many trials is built on: the best ones, the ones around
 * the best, and some far from all others, so that cost stops growing with the history.
 */
final class ActiveSet {
  /** Histories up to this size are used whole. */
  static final int WHOLE = 256;

  private static final int BEST = 96;
  private static final int NEAR = 96;
  private static final int SPREAD = 64;

  private final Points points;
  private final MaternKernel kernel;
  private final boolean[] chosen;
  private final double[] apart;

  private ActiveSet(Points points, MaternKernel kernel) {
    this.points = points;
    this.kernel = kernel;
    this.chosen = new boolean[points.size()];
    this.apart = new double[points.size()];
    Arrays.fill(apart, Double.POSITIVE_INFINITY);
  }

  /** Indices of the chosen observations, ascending. */
  static int[] choose(List<double[]> rows, double[] y, MaternKernel kernel) {
    if (y.length <= WHOLE) {
      return java.util.stream.IntStream.range(0, y.length).toArray();
    }
    ActiveSet set = new ActiveSet(Points.of(rows, kernel.lengths().length), kernel);
    int[] order = Ranks.order(y);
    set.take(order, BEST);
    set.take(Ranks.order(set.distances(order[0])), NEAR);
    for (int i = 0; i < SPREAD; i++) {
      set.choose(set.farthest());
    }
    return set.indices();
  }

  private void take(int[] order, int count) {
    int left = count;
    for (int i = 0; i < order.length && left > 0; i++) {
      if (!chosen[order[i]]) {
        choose(order[i]);
        left--;
      }
    }
  }

  private void choose(int index) {
    chosen[index] = true;
    double[] distances = distances(index);
    for (int i = 0; i < apart.length; i++) {
      apart[i] = Math.min(apart[i], distances[i]);
    }
  }

  private double[] distances(int index) {
    double[] distances = new double[points.size()];
    kernel.distances(points.row(index), points, 0, points.size(), distances);
    return distances;
  }

  private int farthest() {
    int farthest = -1;
    for (int i = 0; i < apart.length; i++) {
      if (!chosen[i] && (farthest < 0 || apart[i] > apart[farthest])) {
        farthest = i;
      }
    }
    return farthest;
  }

  private int[] indices() {
    return java.util.stream.IntStream.range(0, chosen.length).filter(i -> chosen[i]).toArray();
  }
}
