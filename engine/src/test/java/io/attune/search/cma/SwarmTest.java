package io.attune.search.cma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.numeric.Gaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class SwarmTest {
  private static final int DIMENSIONS = 10;

  private static double sphere(double[] x) {
    return Arrays.stream(x).map(v -> v * v).sum();
  }

  /** Condition number one million. */
  private static double ellipsoid(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(10, 6.0 * i / (x.length - 1)) * x[i] * x[i];
    }
    return sum;
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length - 1; i++) {
      double bend = x[i + 1] - x[i] * x[i];
      sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  private static double[] draw(Swarm swarm, SplittableRandom random) {
    double[] z = new double[DIMENSIONS];
    for (int i = 0; i < z.length; i++) {
      z[i] = Gaussian.draw(random);
    }
    return swarm.point(z);
  }

  /** Evaluations until a value below 1e-9; the largest of some seeds. */
  private static int evaluations(ToDoubleFunction<double[]> function, double start, double step) {
    int most = 0;
    for (int seed = 0; seed < 5; seed++) {
      most = Math.max(most, evaluations(function, start, step, new SplittableRandom(seed)));
    }
    return most;
  }

  private static int evaluations(
      ToDoubleFunction<double[]> function, double start, double step, SplittableRandom random) {
    double[] mean = new double[DIMENSIONS];
    Arrays.fill(mean, start);
    Swarm swarm = new Swarm(Rates.of(DIMENSIONS, 10), mean, step);
    for (int evaluations = 0; evaluations < 20_000; evaluations += 10) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        points.add(draw(swarm, random));
      }
      points.sort(Comparator.comparingDouble(function));
      if (function.applyAsDouble(points.get(0)) < 1e-9) {
        return evaluations;
      }
      swarm.learn(points);
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void convergesAsFastAsPublished() {
    assertTrue(evaluations(SwarmTest::sphere, 0.1, 1.0 / 6) < 2_000);
    assertTrue(evaluations(SwarmTest::ellipsoid, 3, 2) < 7_000);
    assertTrue(evaluations(SwarmTest::rosenbrock, 0, 0.5) < 9_000);
  }

  @Test
  void aRotationOfSpaceChangesNothing() {
    ToDoubleFunction<double[]> turned =
        x -> {
          double[] y = x.clone();
          for (int i = 0; i + 1 < y.length; i++) {
            double first = 0.8 * y[i] - 0.6 * y[i + 1];
            y[i + 1] = 0.6 * y[i] + 0.8 * y[i + 1];
            y[i] = first;
          }
          return ellipsoid(y);
        };
    assertTrue(evaluations(turned, 3, 2) < 7_000);
  }

  @Test
  void improbablyFarPointsPullNoFurtherThanAPlausibleStep() {
    Swarm swarm = new Swarm(Rates.of(2, 6), new double[] {0.5, 0.5}, 0.01);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      points.add(new double[] {1e6, 0.5});
    }
    swarm.learn(points);
    double longest = Math.sqrt(2) + 1;
    assertEquals(0.5 + 0.01 * longest, swarm.mean(0), 1e-9);
    assertEquals(0.5, swarm.mean(1), 1e-12);
  }
}
