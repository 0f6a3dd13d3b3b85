package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

/** Drawn weights have the moments that the papers ask for; a normal's kurtosis is 0. */
class InitializerTest {
  private static final int INPUTS = 300;
  private static final int OUTPUTS = 100;
  private static final double UNIFORM_KURTOSIS = -1.2;

  @Test
  void gaussianIsNarrowWhateverTheLayer() {
    assertMoments(Initializer.GAUSSIAN, 0.01, 0);
  }

  @Test
  void xavierIsUniformAndBalancesInputsAndOutputs() {
    assertMoments(Initializer.XAVIER, Math.sqrt(2.0 / (INPUTS + OUTPUTS)), UNIFORM_KURTOSIS);
  }

  @Test
  void heIsNormalAndKeepsTheVarianceOfRectifiedInputs() {
    assertMoments(Initializer.HE, Math.sqrt(2.0 / INPUTS), 0);
  }

  private static void assertMoments(Initializer initializer, double deviation, double kurtosis) {
    CounterRandom random = CounterRandom.of(1, CounterRandom.Purpose.WEIGHTS, 0);
    DescriptiveStatistics statistics = new DescriptiveStatistics();
    for (float weight : initializer.weights(INPUTS * OUTPUTS, INPUTS, OUTPUTS, random)) {
      statistics.addValue(weight);
    }

    assertEquals(0, statistics.getMean(), 4 * deviation / Math.sqrt(INPUTS * OUTPUTS));
    assertEquals(deviation, statistics.getStandardDeviation(), 0.02 * deviation);
    assertEquals(kurtosis, statistics.getKurtosis(), 0.15);
  }
}
