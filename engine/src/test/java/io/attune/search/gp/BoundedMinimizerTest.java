package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class BoundedMinimizerTest {
  private static double rosenbrock(double[] x, double[] gradient) {
    double a = x[1] - x[0] * x[0];
    gradient[0] = -400 * x[0] * a - 2 * (1 - x[0]);
    gradient[1] = 200 * a;
    return 100 * a * a + (1 - x[0]) * (1 - x[0]);
  }

  private static BoundedMinimizer.Minimum minimize(Differentiable f, double low, double high) {
    double[] lower = {low, low};
    double[] upper = {high, high};
    return BoundedMinimizer.minimize(f, new double[] {-1.2, 1}, lower, upper, 1e-14, 200);
  }

  @Test
  void findsTheEndOfACurvedValley() {
    assertArrayEquals(
        new double[] {1, 1}, minimize(BoundedMinimizerTest::rosenbrock, -5, 5).point(), 1e-4);
  }

  @Test
  void stopsAtABoundThatIsInTheWay() {
    BoundedMinimizer.Minimum end = minimize(BoundedMinimizerTest::rosenbrock, -5, 0.5);
    assertArrayEquals(new double[] {0.5, 0.25}, end.point(), 1e-6);
    assertEquals(0.25, end.value(), 1e-9);
  }

  @Test
  void movesAStartOutsideIntoTheBox() {
    Differentiable slope =
        (x, gradient) -> {
          gradient[0] = 1;
          gradient[1] = -1;
          return x[0] - x[1];
        };
    assertArrayEquals(new double[] {2, 3}, minimize(slope, 2, 3).point());
  }

  @Test
  void staysWhereTheFunctionFails() {
    Differentiable broken = (x, gradient) -> Double.POSITIVE_INFINITY;
    assertArrayEquals(new double[] {-1.2, 1}, minimize(broken, -5, 5).point());
  }
}
