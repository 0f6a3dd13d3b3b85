package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CurveWarpTest {
  private static final double[] LAST = {3, 1, 4, 1.5, 9, 2.6, 5, 3};

  @Test
  void lastLossesGetMeanZeroAndVarianceOne() {
    CurveWarp warp = new CurveWarp(LAST);
    double[] warped = java.util.Arrays.stream(LAST).map(warp::apply).toArray();
    assertEquals(0, java.util.Arrays.stream(warped).average().orElseThrow(), 1e-12);
    assertEquals(1, java.util.Arrays.stream(warped).map(y -> y * y).average().orElseThrow(), 1e-12);
  }

  @Test
  void growsFromTheBestToFarBeyondTheWorst() {
    CurveWarp warp = new CurveWarp(LAST);
    double before = warp.best();
    for (double loss : new double[] {1.2, 2, 3.5, 8, 9.1, 20, 1e9, 1e300}) {
      double after = warp.apply(loss);
      assertTrue(after > before && after < 10, loss + " becomes " + after);
      before = after;
    }
  }

  @Test
  void failuresCountAsWorseThanTheWorst() {
    CurveWarp warp = new CurveWarp(LAST);
    double range = warp.apply(9) - warp.best();
    assertEquals(warp.apply(9) + range / 2, warp.failed(), 1e-12);
  }

  @Test
  void takesTrialsThatAreAllAlike() {
    CurveWarp warp = new CurveWarp(new double[] {2, 2, 2});
    assertEquals(0, warp.apply(2), 1e-12);
    assertTrue(warp.apply(3) > 0);
  }
}
