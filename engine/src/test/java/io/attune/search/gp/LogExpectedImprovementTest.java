package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogExpectedImprovementTest {
  /** Values and slopes computed with sixty digits. */
  @ParameterizedTest
  @CsvSource({
    "3,      1.0987396653277078,   0.33284096845179524",
    "0.5,    -0.35982768374506382, 0.99092271800410996",
    "0,      -0.91893853320467274, 1.2533141373155003",
    "-1,     -2.4851210257126413,  1.9042712333296918",
    "-2.9,   -7.5208464928878735,  3.4445327294133316",
    "-3.1,   -8.2273293935727489,  3.6206042621431929",
    "-4.99,  -16.690729996795876,  5.3524172382768834",
    "-5.01,  -16.797966327739525,  5.3712170796668085",
    "-10,    -55.553122036122356,  10.194383033412553",
    "-37.5,  -711.29474844751272,  37.553220117980275",
    "-100,   -5010.1295788002498,  100.01999400419587",
    "-1e4,   -50000019.339619307,  10000.000199999994",
    "-1e8,   -5000000000000037.8,  100000000.00000002"
  })
  void valueAndSlopeAreExactFarIntoTheTail(double z, double value, double slope) {
    assertEquals(value, LogExpectedImprovement.of(z), 1e-11 * Math.abs(value));
    assertEquals(slope, LogExpectedImprovement.slope(z), 1e-10 * slope);
  }

  @Test
  void growsWithTheDistanceToTheBestAlsoWhereFormulasMeet() {
    double before = Double.NEGATIVE_INFINITY;
    for (double z = -20; z < 6; z += 1.0 / 128) {
      double value = LogExpectedImprovement.of(z);
      assertTrue(value > before, "at " + z);
      before = value;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.84134474606854293",
    "-1, 0.15865525393145707",
    "-2.5, 0.0062096653257761351",
    "-3.5, 0.00023262907903552504",
    "-8, 6.2209605742717841e-16",
    "4, 0.99996832875816688"
  })
  void cumulativeNormalIsExact(double z, double expected) {
    assertEquals(expected, Normal.cumulative(z), 1e-12 * expected);
  }

  @Test
  void exponentialDiffersFromTheStrictOneByLastPlacesOnly() {
    for (double x = 0; x > -699; x -= 0.0317) {
      double expected = StrictMath.exp(x);
      assertEquals(expected, Exponential.ofNegative(x), 4 * Math.ulp(expected));
    }
    assertEquals(0, Exponential.ofNegative(-701));
    assertEquals(0, Exponential.ofNegative(Double.NEGATIVE_INFINITY));
    assertEquals(1, Exponential.ofNegative(-0.0));
  }
}
