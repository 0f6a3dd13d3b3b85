package io.attune.trial.pareto;

import java.util.Arrays;

/**
 * Volume of what points dominate within the box below a reference point: the larger, the better the
 * points cover the trade-off. Exact for any number of losses.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The volume. Points that are not better than the reference in every loss add nothing.
   *
   * @param points losses of each point; minus infinity is not allowed
   * @param reference a finite loss for each dimension
   */
  public static double of(double[][] points, double[] reference) {
    Losses.check(points);
    return volume(inside(points, reference), reference);
  }

  /**
   * What the volume would lose without each point; 0 for points that others dominate or equal.
   *
   * @see #of
   */
  public static double[] contributions(double[][] points, double[] reference) {
    Losses.check(points);
    double[] contributions = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      contributions[i] = contribution(points, i, reference);
    }
    return contributions;
  }

  /** What the volume would lose without one point. */
  static double contribution(double[][] points, int index, double[] reference) {
    if (!below(points[index], reference)) {
      return 0;
    }
    double[][] others = limited(without(points, index), points[index]);
    double shared = volume(inside(others, reference), reference);
    return Math.max(0, box(points[index], reference) - shared);
  }

  /** Volume of points that are all below the reference. */
  private static double volume(double[][] points, double[] reference) {
    double[][] front = sortedFront(points);
    if (front.length == 0) {
      return 0;
    }
    return switch (reference.length) {
      case 1 -> reference[0] - front[0][0];
      case 2 -> Staircase.area(front, reference);
      case 3 -> slices(front, reference);
      default -> overlapping(front, reference);
    };
  }

  /** Three losses: the area of the slices between one third loss and the next. */
  private static double slices(double[][] front, double[] reference) {
    double[][] byThird = front.clone();
    Arrays.sort(byThird, (a, b) -> Double.compare(a[2], b[2]));
    Staircase stairs = new Staircase(reference[0], reference[1]);
    double volume = 0;
    for (int i = 0; i < byThird.length; i++) {
      stairs.add(byThird[i][0], byThird[i][1]);
      double above = i + 1 < byThird.length ? byThird[i + 1][2] : reference[2];
      volume += stairs.area() * (above - byThird[i][2]);
    }
    return volume;
  }

  /**
   * Any number of losses (While, Bradstreet and Barone 2012, "A Fast Way of Calculating Exact
   * Hypervolumes"): each point's own box, less what it shares with the points after it.
   */
  private static double overlapping(double[][] front, double[] reference) {
    double volume = 0;
    for (int i = 0; i < front.length; i++) {
      double[][] later = limited(Arrays.copyOfRange(front, i + 1, front.length), front[i]);
      volume += box(front[i], reference) - volume(later, reference);
    }
    return volume;
  }

  /** Points pushed up until none is better than a point in any loss. */
  private static double[][] limited(double[][] points, double[] by) {
    double[][] limited = new double[points.length][by.length];
    for (int i = 0; i < limited.length; i++) {
      for (int loss = 0; loss < by.length; loss++) {
        limited[i][loss] = Math.max(points[i][loss], by[loss]);
      }
    }
    return limited;
  }

  private static double[][] sortedFront(double[][] points) {
    int[] ranks = Domination.ranks(points);
    double[][] front =
        Arrays.stream(Losses.lexicographic(points))
            .filter(i -> ranks[i] == 0)
            .mapToObj(i -> points[i])
            .toArray(double[][]::new);
    return front;
  }

  private static double box(double[] point, double[] reference) {
    double volume = 1;
    for (int i = 0; i < point.length; i++) {
      volume *= reference[i] - point[i];
    }
    return volume;
  }

  private static double[][] inside(double[][] points, double[] reference) {
    return Arrays.stream(points).filter(p -> below(p, reference)).toArray(double[][]::new);
  }

  private static boolean below(double[] point, double[] reference) {
    if (point.length != reference.length) {
      throw new IllegalArgumentException(
          "points have %d losses, but the reference has %d."
              .formatted(point.length, reference.length));
    }
    for (int i = 0; i < point.length; i++) {
      if (!(point[i] < reference[i])) {
        return false;
      }
    }
    return true;
  }

  private static double[][] without(double[][] points, int index) {
    double[][] others = new double[points.length - 1][];
    System.arraycopy(points, 0, others, 0, index);
    System.arraycopy(points, index + 1, others, index, others.length - index);
    return others;
  }
}
