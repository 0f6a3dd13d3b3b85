package io.attune.search.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GaussianTest {
  @Test
  void probabilitiesAreThoseOfCommonsMath() {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    for (double z = -8; z < 8; z += 0.00917) {
      double expected = normal.cumulativeProbability(z);
      assertEquals(expected, Gaussian.below(z), 1e-13 * Math.max(expected, 1e-3) + 1e-16);
    }
  }

  /** Expected values from {@code scipy.stats.norm.cdf}. */
  @ParameterizedTest
  @CsvSource({
    "-3.3, 0.00048342414238377744",
    "-8.01, 5.735422180258049e-16",
    "-12.34, 2.757794151698977e-35",
    "-19.99, 3.364790017646945e-89",
  })
  void tailsAreRelativelyExact(double z, double expected) {
    assertEquals(1, Gaussian.below(z) / expected, 1e-9);
  }

  @Test
  void farTailsAreNothing() {
    assertEquals(0, Gaussian.below(-40));
    assertEquals(1, Gaussian.below(40));
    assertEquals(0, Gaussian.between(39, 41));
    assertEquals(Gaussian.below(-10), Gaussian.between(10, 50), 0);
  }

  @Test
  void inverseUndoesBelow() {
    for (double z = -6; z <= 6; z += 0.1) {
      assertEquals(z, Gaussian.inverse(Gaussian.below(z)), 1e-5);
    }
    assertTrue(Gaussian.inverse(0) < -7 && Gaussian.inverse(1) > 7);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1",
    "0.5, 0.7",
    "-0.7, -0.5",
    "3, 4",
    "-4, -3",
    "-Infinity, -2",
    "2, Infinity",
    "20, 21"
  })
  void numbersBetweenBoundsFollowTheDistribution(double low, double high) {
    double before = low;
    for (double u = 0.01; u < 1; u += 0.01) {
      double z = Gaussian.inverse(u, low, high);
      assertTrue(z >= before && z <= high, z + " after " + before);
      before = z;
      if (Gaussian.between(low, high) > 1e-10) {
        assertEquals(u, Gaussian.between(low, z) / Gaussian.between(low, high), 1e-3);
      }
    }
  }

  @Test
  void drawsHaveTheMomentsOfTheDistribution() {
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      double z = Gaussian.draw(random);
      sum += z;
      squares += z * z;
    }
    assertEquals(0, sum / 100_000, 0.02);
    assertEquals(1, squares / 100_000, 0.02);
  }
}
