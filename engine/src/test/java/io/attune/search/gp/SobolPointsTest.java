package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SobolPointsTest {
  private static final SobolPoints SOBOL = new SobolPoints(64, 5);

  @Test
  void aDesignPutsOnePointIntoEveryStratumOfEveryAxis() {
    double[] origin = new SplittableRandom(3).doubles(5).toArray();
    for (int axis = 0; axis < 5; axis++) {
      Set<Integer> eighths = new HashSet<>();
      eighths.add((int) (origin[axis] * 8));
      for (int i = 1; i < 8; i++) {
        double[] point = SOBOL.scrambled(i, origin, new SplittableRandom(i));
        eighths.add((int) (point[axis] * 8));
      }
      assertEquals(8, eighths.size());
    }
  }

  @Test
  void designPointsStayInTheCubeAlsoAtItsEdge() {
    for (int i = 1; i < 64; i++) {
      for (double x : SOBOL.scrambled(i, new double[] {0, 1, 0.5, 1, 0}, new SplittableRandom(i))) {
        assertTrue(x >= 0 && x < 1);
      }
    }
  }

  @Test
  void shiftedPointsFillEveryStratum() {
    double[][] points = SOBOL.shifted(new SplittableRandom(1));
    for (int axis = 0; axis < 5; axis++) {
      Set<Integer> cells = new HashSet<>();
      for (double[] point : points) {
        cells.add((int) (point[axis] * 32));
      }
      assertEquals(32, cells.size());
    }
  }

  @Test
  void thousandsOfAxesAreFilledAtRandomPastTheKnownOnes() {
    SobolPoints wide = new SobolPoints(4, 1200);
    double[] point = wide.scrambled(1, new double[1200], new SplittableRandom(1));
    assertEquals(1200, point.length);
    assertTrue(point[1199] > 0 && point[1199] < 1);
    assertEquals(1200, wide.shifted(new SplittableRandom(1))[3].length);
  }
}
