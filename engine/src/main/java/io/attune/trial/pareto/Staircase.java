package io.attune.trial.pareto;

import java.util.Map;
import java.util.TreeMap;

/** The area that points of two losses dominate below a reference; points come one by one. */
final class Staircase {
  private final double right;
  private final double top;

  /** Second loss by first loss; the larger the one, the smaller the other. */
  private final TreeMap<Double, Double> steps = new TreeMap<>();

  private double area;

  Staircase(double right, double top) {
    this.right = right;
    this.top = top;
  }

  /** Area below a reference of points that are sorted by the first loss, none dominated. */
  static double area(double[][] front, double[] reference) {
    double area = 0;
    double top = reference[1];
    for (double[] point : front) {
      area += (reference[0] - point[0]) * (top - point[1]);
      top = point[1];
    }
    return area;
  }

  double area() {
    return area;
  }

  /** Takes in a point below the reference; steps that it dominates go. */
  void add(double x, double y) {
    Map.Entry<Double, Double> before = steps.floorEntry(x + 0.0);
    double ceiling = before == null ? top : before.getValue();
    if (ceiling <= y) {
      return;
    }
    double from = x;
    for (var next = steps.ceilingEntry(x + 0.0);
        next != null && next.getValue() >= y;
        next = steps.ceilingEntry(x + 0.0)) {
      area += (next.getKey() - from) * (ceiling - y);
      from = next.getKey();
      ceiling = next.getValue();
      steps.remove(next.getKey());
    }
    Map.Entry<Double, Double> after = steps.higherEntry(x + 0.0);
    area += ((after == null ? right : after.getKey()) - from) * (ceiling - y);
    steps.put(x + 0.0, y);
  }
}
