package io.attune.search.gp;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The first points of the Sobol sequence, made once. Axes past {@value #MOST_DIMENSIONS}, for which
 * there are no direction numbers, are filled at random wherever the points are used.
 */
final class SobolPoints {
  private static final int MOST_DIMENSIONS = 1000;
  // Digits of a design point that come from the sequence: 64 strata are more than a design has.
  private static final int STRATA = 64;

  private final double[][] points;
  private final int dimensions;

  SobolPoints(int count, int dimensions) {
    this.dimensions = dimensions;
    int known = Math.min(dimensions, MOST_DIMENSIONS);
    points = new double[count][known];
    if (known > 0) {
      SobolSequenceGenerator sequence = new SobolSequenceGenerator(known);
      for (int i = 0; i < count; i++) {
        points[i] = sequence.nextVector();
      }
    }
  }

  int count() {
    return points.length;
  }

  /**
   * A point of a design whose first point is {@code origin}: the sequence under a digital shift, so
   * that every axis falls into a fresh stratum, at random inside it. The origin is all that later
   * points must know of the earlier ones.
   */
  double[] scrambled(int index, double[] origin, RandomGenerator random) {
    double[] point = new double[dimensions];
    double[] base = points[index % points.length];
    for (int i = 0; i < dimensions; i++) {
      double low = random.nextDouble();
      int digits = i < base.length ? stratum(base[i]) ^ stratum(origin[i]) : 0;
      point[i] = i < base.length ? (digits + low) / STRATA : low;
    }
    return point;
  }

  private static int stratum(double unit) {
    return Math.min(STRATA - 1, (int) (unit * STRATA));
  }

  /** All points, moved together by a random shift that wraps around. */
  double[][] shifted(RandomGenerator random) {
    double[][] shifted = new double[points.length][dimensions];
    for (int i = 0; i < dimensions; i++) {
      double shift = random.nextDouble();
      for (int p = 0; p < points.length; p++) {
        double moved = i < points[p].length ? points[p][i] + shift : random.nextDouble();
        shifted[p][i] = moved < 1 ? moved : moved - 1;
      }
    }
    return shifted;
  }
}
