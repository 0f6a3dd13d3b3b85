package io.attune.search.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Improves one genotype: uphill along the continuous axes, then one axis at a time through the
 * values of the others, and again.
 */
final class LocalSearch {
  private static final int ROUNDS = 2;
  private static final int STEPS = 20;
  private static final double TOLERANCE = 1e-6;
  private static final int FEW = 16;
  private static final int[] JUMPS = {-64, -16, -4, -1, 1, 4, 16, 64};

  private final Encoding encoding;
  private final Merit merit;

  LocalSearch(Encoding encoding, Merit merit) {
    this.encoding = encoding;
    this.merit = merit;
  }

  /** A genotype and what it promises. */
  record Scored(double[] genotype, double value) {}

  /** The best genotype found from a start; never worse than it. */
  Scored improve(Scored start) {
    Scored best = start;
    for (int round = 0; round < ROUNDS; round++) {
      double before = best.value();
      best = climb(best);
      best = exchange(best);
      if (!(best.value() > before)) {
        break;
      }
    }
    return best;
  }

  private Scored climb(Scored start) {
    int[] free = continuousAxes(start.genotype());
    if (free.length == 0) {
      return start;
    }
    double[] lower = new double[free.length];
    double[] upper = new double[free.length];
    Arrays.fill(upper, 1);
    double[] from = Arrays.stream(free).mapToDouble(i -> start.genotype()[i]).toArray();
    BoundedMinimizer.Minimum end =
        BoundedMinimizer.minimize(
            (x, gradient) -> descent(start.genotype(), free, x, gradient),
            from,
            lower,
            upper,
            TOLERANCE,
            STEPS);
    return -end.value() > start.value()
        ? new Scored(with(start.genotype(), free, end.point()), -end.value())
        : start;
  }

  private int[] continuousAxes(double[] genotype) {
    boolean[] active = encoding.activeAxes(genotype);
    return IntStream.range(0, active.length)
        .filter(i -> active[i] && encoding.axes().get(i).drawnLevels() == 0)
        .toArray();
  }

  /** Minus the acquisition and its gradient along the free axes. */
  private double descent(double[] genotype, int[] free, double[] x, double[] gradient) {
    double[] whole = new double[merit.features()];
    double value = merit.at(encoding.features(with(genotype, free, x)), whole);
    for (int i = 0; i < free.length; i++) {
      gradient[i] = -whole[free[i]];
    }
    return -value;
  }

  private static double[] with(double[] genotype, int[] axes, double[] x) {
    double[] copy = genotype.clone();
    for (int i = 0; i < axes.length; i++) {
      copy[axes[i]] = x[i];
    }
    return copy;
  }

  private Scored exchange(Scored start) {
    Scored best = start;
    for (int i = 0; i < encoding.axes().size(); i++) {
      if (encoding.axes().get(i).drawnLevels() > 1 && encoding.activeAxes(best.genotype())[i]) {
        best = best(best, neighbours(best.genotype(), i));
      }
    }
    return best;
  }

  private List<double[]> neighbours(double[] genotype, int index) {
    Axis axis = encoding.axes().get(index);
    int[] levels = levels(axis, genotype[index]);
    List<double[]> neighbours = new ArrayList<>();
    for (int level : levels) {
      if (axis.drawnLevel(level) != genotype[index]) {
        neighbours.add(with(genotype, new int[] {index}, new double[] {axis.drawnLevel(level)}));
      }
    }
    return neighbours;
  }

  /** All values where there are few or they have no order, else some near and some farther. */
  private static int[] levels(Axis axis, double coordinate) {
    int count = axis.drawnLevels();
    if (count <= FEW || axis.nominal()) {
      return IntStream.range(0, count).toArray();
    }
    int here = (int) IntStream.range(0, count).filter(i -> axis.drawnLevel(i) < coordinate).count();
    return Arrays.stream(JUMPS).map(jump -> here + jump).filter(i -> i >= 0 && i < count).toArray();
  }

  private Scored best(Scored start, List<double[]> genotypes) {
    List<double[]> features = genotypes.stream().map(encoding::features).toList();
    double[] values = merit.at(Points.of(features, encoding.features()));
    Scored best = start;
    for (int i = 0; i < values.length; i++) {
      best = values[i] > best.value() ? new Scored(genotypes.get(i), values[i]) : best;
    }
    return best;
  }
}
