package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InputWarpTest {
  private static final Features FEATURES = Features.supple(false, true);
  private static final InputWarp BENT =
      new InputWarp(FEATURES, new double[] {0.5, 1}, new double[] {2, 1});

  @Test
  void exponentsOfOneChangeNothing() {
    double[] point = {0.3, 2};
    assertArrayEquals(point, InputWarp.none(FEATURES).of(point), 1e-15);
  }

  @Test
  void isKumaraswamysDistributionOnOrderedFeaturesOnly() {
    double expected = 1 - Math.pow(1 - Math.sqrt(0.3), 2);
    assertArrayEquals(new double[] {expected, 2}, BENT.of(new double[] {0.3, 2}), 1e-14);
  }

  @Test
  void manyPointsAndOneBendAlike() {
    List<double[]> rows = List.of(new double[] {0, 1}, new double[] {0.5, 0}, new double[] {1, 2});
    Points many = BENT.of(Points.of(rows, 2));
    for (int i = 0; i < rows.size(); i++) {
      assertArrayEquals(BENT.of(rows.get(i)), many.row(i));
    }
  }

  @Test
  void neverFoldsAnAxis() {
    double before = -1;
    for (int i = 0; i <= 100; i++) {
      double bent = BENT.of(new double[] {i / 100.0, 0})[0];
      assertTrue(bent >= before && bent >= 0 && bent <= 1, i + ": " + bent);
      before = bent;
    }
  }

  @Test
  void slopeAgreesWithCentredDifferences() {
    for (double x : new double[] {0.01, 0.2, 0.7, 0.99}) {
      double h = 1e-6;
      double up = BENT.of(new double[] {x + h, 0})[0];
      double down = BENT.of(new double[] {x - h, 0})[0];
      assertEquals((up - down) / (2 * h), BENT.slope(0, x), 1e-6);
    }
    assertEquals(1, BENT.slope(1, 2));
  }
}
