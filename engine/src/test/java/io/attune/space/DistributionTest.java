package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DistributionTest {
  static Stream<Distribution> all() {
    return Stream.of(
        new Distribution.Uniform(-3, 5),
        new Distribution.LogUniform(1e-6, 10),
        new Distribution.InverseLogUniform(0.01, 0.999),
        new Distribution.Normal(2, 0.5),
        new Distribution.LogNormal(-1, 2),
        new Distribution.Beta(2, 5));
  }

  @ParameterizedTest
  @MethodSource("all")
  void cumulativeUndoesQuantile(Distribution distribution) {
    for (double p = 0.001; p < 1; p += 0.013) {
      assertEquals(p, distribution.cumulative(distribution.quantile(p)), 1e-7);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void quantilesAscendInsideTheBounds(Distribution distribution) {
    double before = distribution.min();
    for (int i = 0; i <= 1000; i++) {
      double x = distribution.quantile(i / 1000.0);
      assertTrue(x >= before && x <= distribution.max() && Double.isFinite(x), "at " + i);
      before = x;
    }
  }

  @Test
  void logUniformDrawsEveryFactorOfTenEquallyOften() {
    SplittableRandom random = new SplittableRandom(1);
    Distribution distribution = new Distribution.LogUniform(1e-4, 1);
    long[] counts = new long[4];
    for (int i = 0; i < 4000; i++) {
      counts[(int) Math.floor(4 + Math.log10(distribution.quantile(random.nextDouble())))]++;
    }
    assertFits(new double[] {1000, 1000, 1000, 1000}, counts);
  }

  @Test
  void inverseLogUniformIsTheMirrorImage() {
    Distribution mirror = new Distribution.InverseLogUniform(0.001, 0.999);
    Distribution plain = new Distribution.LogUniform(0.001, 0.999);
    for (double p = 0; p <= 1; p += 0.125) {
      assertEquals(1 - plain.quantile(1 - p), mirror.quantile(p), 1e-12);
    }
  }

  @Test
  void normalsHaveTheirMoments() {
    SplittableRandom random = new SplittableRandom(2);
    double[] normal = random.doubles(2000).map(new Distribution.Normal(3, 2)::quantile).toArray();
    double[] logs =
        random
            .doubles(2000)
            .map(new Distribution.LogNormal(3, 2)::quantile)
            .map(Math::log)
            .toArray();
    var reference = new org.apache.commons.math3.distribution.NormalDistribution(null, 3, 2);
    assertTrue(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(reference, normal) > 0.001);
    assertTrue(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(reference, logs) > 0.001);
  }

  @Test
  void endsOfALatticeAreAsLikelyAsItsMiddle() {
    long[] whole = new long[5];
    long[] steps = new long[5];
    SplittableRandom random = new SplittableRandom(3);
    IntParameter integer = IntParameter.uniform("n", 1, 5);
    FloatParameter quantised = FloatParameter.uniform("x", 0, 1).quantum(0.25);
    for (int i = 0; i < 5000; i++) {
      whole[((Long) integer.decode(random.nextDouble())).intValue() - 1]++;
      steps[(int) ((Double) quantised.decode(random.nextDouble()) * 4)]++;
    }
    double[] equal = {1000, 1000, 1000, 1000, 1000};
    assertFits(equal, whole);
    assertFits(equal, steps);
  }

  @Test
  void choicesFollowTheirProbabilities() {
    CategoricalParameter parameter =
        new CategoricalParameter(
            "x", List.of("a", "b", "c", "d"), List.of(0.1, 0.0, 0.6, 0.3), Condition.ALWAYS);
    SplittableRandom random = new SplittableRandom(4);
    long[] counts = new long[3];
    for (int i = 0; i < 3000; i++) {
      counts["acd".indexOf((String) parameter.decode(random.nextDouble()))]++;
    }
    assertFits(new double[] {300, 1800, 900}, counts);
  }

  private static void assertFits(double[] expected, long[] counts) {
    double p = new ChiSquareTest().chiSquareTest(expected, counts);
    assertTrue(p > 0.001, Arrays.toString(counts) + " has p = " + p);
  }

  @Test
  void aRangeOfOneNumberIsThatNumber() {
    for (Distribution one :
        List.of(
            new Distribution.Uniform(3, 3),
            new Distribution.LogUniform(3, 3),
            new Distribution.InverseLogUniform(3, 3))) {
      IntStream.rangeClosed(0, 4).forEach(i -> assertEquals(3, one.quantile(i / 4.0)));
      assertEquals(3, one.quantile(one.cumulative(3)));
    }
  }

  @Test
  void extremeBoundsDoNotOverflow() {
    Distribution wide = new Distribution.LogUniform(1e-300, 1e300);
    assertEquals(1, wide.quantile(0.5), 1e-9);
    assertEquals(0.5, wide.cumulative(1), 1e-12);
  }

  private static String refusal(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void impossibleSettingsAreRefusedWithAWayOut() {
    assertEquals(
        "min 2.0 is above max 1.0. Maybe swap them.",
        refusal(() -> new Distribution.Uniform(2, 1)));
    assertEquals(
        "log scale needs min > 0, but min is 0.0. Maybe start at 1e-6.",
        refusal(() -> new Distribution.LogUniform(0, 1)));
    assertEquals(
        "bounds must be finite numbers, but min is NaN and max is 1.0.",
        refusal(() -> new Distribution.Uniform(Double.NaN, 1)));
    assertEquals(
        "the range from -1.7E308 to 1.7E308 is wider than any number. Maybe use a log scale.",
        refusal(() -> new Distribution.Uniform(-1.7e308, 1.7e308)));
    assertEquals(
        "needs a finite mu and sigma > 0, but mu is 0.0 and sigma is 0.0.",
        refusal(() -> new Distribution.Normal(0, 0)));
    assertEquals(
        "beta needs a > 0 and b > 0, but a is 1.0 and b is -1.0.",
        refusal(() -> new Distribution.Beta(1, -1)));
  }
}
