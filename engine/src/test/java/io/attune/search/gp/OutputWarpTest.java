package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OutputWarpTest {
  private static final double[] LOSSES = {0.5, 0.1, 3, 0.2, 0.9, 0.15, 1e300, 0.4};

  private static double[] shaped(double[] losses) {
    return OutputWarp.apply(losses, OutputWarp.View.SHAPED);
  }

  private static double[] plain(double... losses) {
    return OutputWarp.apply(losses, OutputWarp.View.PLAIN);
  }

  @Test
  void thePlainViewKeepsProportions() {
    double[] y = plain(0, 1, 3, 9, 4);
    assertEquals(0, Arrays.stream(y).sum(), 1e-12);
    assertEquals((y[1] - y[0]) * 3, y[2] - y[0], 1e-12);
  }

  @Test
  void thePlainViewPullsOutliersIn() {
    double[] losses = new double[20];
    Arrays.setAll(losses, i -> i);
    double[] bad = losses.clone();
    bad[19] = 2 * 17;
    double[] diverged = losses.clone();
    diverged[19] = 1e300;
    assertArrayEquals(plain(bad), plain(diverged));
    assertTrue(plain(losses)[19] < plain(bad)[19]);
  }

  @Test
  void keepsTheOrder() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] losses =
          random.doubles(2 + seed).map(u -> Math.exp(30 * u) * (u < 0.5 ? 1 : -1)).toArray();
      double[] warped = shaped(losses);
      assertArrayEquals(Ranks.order(losses), Ranks.order(warped));
    }
  }

  @Test
  void hasMeanZeroAndVarianceOne() {
    double[] warped = shaped(LOSSES);
    assertEquals(0, Arrays.stream(warped).sum(), 1e-12);
    assertEquals(LOSSES.length, Arrays.stream(warped).map(y -> y * y).sum(), 1e-12);
  }

  @Test
  void aDivergedLossIsNoWorseThanABadOne() {
    double[] bad = LOSSES.clone();
    bad[6] = 4;
    assertArrayEquals(shaped(bad), shaped(LOSSES));
  }

  @Test
  void survivesNumbersWhoseSquaresOverflow() {
    double[] warped = shaped(new double[] {-1e300, -1e200, 5e307, 1.7e308, -1.7e308});
    assertTrue(Arrays.stream(warped).allMatch(Double::isFinite), Arrays.toString(warped));
  }

  @Test
  void equalLossesBecomeZero() {
    assertArrayEquals(new double[3], shaped(new double[] {7, 7, 7}));
  }

  @Test
  void equalLossesStayEqualAmongOthers() {
    double[] warped = shaped(new double[] {1, 5, 5, 5, 2, 9});
    assertEquals(warped[1], warped[2]);
    assertEquals(warped[1], warped[3]);
    assertTrue(warped[5] > warped[1]);
  }

  @Test
  void worksWhereTheBetterHalfIsAllEqual() {
    double[] warped = shaped(new double[] {0, 0, 0, 1});
    assertTrue(warped[3] > warped[0]);
  }

  @Test
  void stretchesDifferencesAmongTheBest() {
    double[] warped = shaped(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8});
    assertTrue(warped[1] - warped[0] > warped[3] - warped[2]);
  }

  @Test
  void manyTrialsAroundOneOptimumDoNotMakeEverythingElseHopeless() {
    double[] losses = new double[64];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = i < 16 ? 1 + i : 1 + 1e-9 * i;
    }
    double[] warped = shaped(losses);
    assertTrue(warped[1] - warped[0] > 10 * (warped[30] - warped[20]), Arrays.toString(warped));
  }

  @Test
  void firstTrialsThatDivergeDoNotSetTheScale() {
    double[] losses = new double[64];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = i < 6 ? Math.pow(10, 20 + i) : 1 + 0.1 * i;
    }
    double[] warped = shaped(losses);
    assertTrue(warped[20] - warped[8] > 0.1, Arrays.toString(warped));
  }
}
