package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.nn.Initializer.Mode;
import io.attune.experiments.nn.Initializer.Scaled;
import io.attune.experiments.nn.Initializer.Shape;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drawn weights have the moments that the papers ask for; a normal's kurtosis is 0. */
class InitializerTest {
  private static final int INPUTS = 300;
  private static final int OUTPUTS = 100;
  private static final double UNIFORM_KURTOSIS = -1.2;

  @Test
  void zerosAreZero() {
    assertArrayEquals(new float[6], new Initializer.Zeros().weights(new Fans(2, 3, 1), random()));
  }

  @Test
  void gaussianHasItsDeviationWhateverTheLayer() {
    assertMoments(new Initializer.Gaussian(0.001), 0.001, 0);
  }

  @Test
  void gaussianOverRootKeepsTheVarianceOfLinearUnits() {
    assertMoments(new Scaled(1, Mode.IN, Shape.NORMAL), Math.sqrt(1.0 / INPUTS), 0);
  }

  @Test
  void xavierBalancesInputsAndOutputs() {
    double deviation = Math.sqrt(2.0 / (INPUTS + OUTPUTS));
    assertMoments(new Scaled(1, Mode.MEAN, Shape.UNIFORM), deviation, UNIFORM_KURTOSIS);
    assertMoments(new Scaled(1, Mode.MEAN, Shape.NORMAL), deviation, 0);
  }

  @Test
  void heKeepsTheVarianceOfRectifiedInputs() {
    double deviation = Math.sqrt(2.0 / INPUTS);
    assertMoments(new Scaled(2, Mode.IN, Shape.UNIFORM), deviation, UNIFORM_KURTOSIS);
    assertMoments(new Scaled(2, Mode.IN, Shape.NORMAL), deviation, 0);
  }

  /** PyTorch's bounds: xavier_uniform_ has √(6 / (in + out)), kaiming_uniform_ √(6 / in). */
  @ParameterizedTest
  @CsvSource({"1, MEAN, 400", "2, IN, 300"})
  void uniformNumbersKeepToPyTorchsBound(double gain, Mode mode, int units) {
    double bound = Math.sqrt(6.0 / units);
    double largest = 0;
    for (float weight : draw(new Scaled(gain, mode, Shape.UNIFORM))) {
      largest = Math.max(largest, Math.abs(weight));
    }
    assertTrue(largest <= bound + 1e-7 && largest > 0.999 * bound, largest + " of " + bound);
  }

  @Test
  void kernelsCountTheirPlacesAsInputsAndOutputs() {
    Fans fans = new Fans(16, 8, 9);

    assertEquals(72, fans.in());
    assertEquals(144, fans.out());
    assertEquals(1152, fans.size());
  }

  @ParameterizedTest
  @CsvSource({"20, 50, 1", "50, 20, 1", "20, 20, 1", "12, 3, 9"})
  void orthogonalRowsOrColumnsHaveLengthOneAndRightAngles(int outputs, int inputs, int area) {
    Fans fans = new Fans(outputs, inputs, area);
    float[] matrix = new Initializer.Orthogonal().weights(fans, random());
    int vectors = Math.min(outputs, fans.in());
    for (int i = 0; i < vectors; i++) {
      for (int j = 0; j <= i; j++) {
        double product = 0;
        for (int k = 0; k < Math.max(outputs, fans.in()); k++) {
          product += at(matrix, fans, i, k) * at(matrix, fans, j, k);
        }
        assertEquals(i == j ? 1 : 0, product, 1e-6);
      }
    }
  }

  /** Every rotation is equally likely, so an entry has mean 0 and variance 1 / 4 in four axes. */
  @Test
  void orthogonalMatricesFavourNoDirection() {
    CounterRandom random = random();
    DescriptiveStatistics corner = new DescriptiveStatistics();
    for (int i = 0; i < 20_000; i++) {
      corner.addValue(new Initializer.Orthogonal().weights(new Fans(4, 4, 1), random)[0]);
    }
    assertEquals(0, corner.getMean(), 0.015);
    assertEquals(0.25, corner.getVariance(), 0.01);
  }

  @Test
  void sparseUnitsSeeAFewInputsEach() {
    float[] weights = draw(new Initializer.Sparse(10, 0.5));
    DescriptiveStatistics used = new DescriptiveStatistics();
    int[] perInput = new int[INPUTS];
    for (int unit = 0; unit < OUTPUTS; unit++) {
      int connections = 0;
      for (int input = 0; input < INPUTS; input++) {
        float weight = weights[unit * INPUTS + input];
        if (weight != 0) {
          connections++;
          perInput[input]++;
          used.addValue(weight);
        }
      }
      assertEquals(10, connections);
    }
    assertEquals(0.5, used.getStandardDeviation(), 0.05);
    long unseen = Arrays.stream(perInput).filter(count -> count == 0).count();
    // Expected: 300 · (29 / 30)^100, or 10.
    assertEquals(10, unseen, 8);
  }

  @Test
  void unitsWithFewInputsSeeThemAll() {
    float[] weights = new Initializer.Sparse(10, 1).weights(new Fans(3, 4, 1), random());

    for (float weight : weights) {
      assertTrue(weight != 0);
    }
  }

  private static double at(float[] matrix, Fans fans, int vector, int index) {
    return fans.outputs() <= fans.in()
        ? matrix[vector * fans.in() + index]
        : matrix[index * fans.in() + vector];
  }

  private static void assertMoments(Initializer initializer, double deviation, double kurtosis) {
    DescriptiveStatistics statistics = new DescriptiveStatistics();
    for (float weight : draw(initializer)) {
      statistics.addValue(weight);
    }

    assertEquals(0, statistics.getMean(), 4 * deviation / Math.sqrt(INPUTS * OUTPUTS));
    assertEquals(deviation, statistics.getStandardDeviation(), 0.02 * deviation);
    assertEquals(kurtosis, statistics.getKurtosis(), 0.15);
  }

  private static float[] draw(Initializer initializer) {
    return initializer.weights(new Fans(OUTPUTS, INPUTS, 1), random());
  }

  private static CounterRandom random() {
    return CounterRandom.of(1, CounterRandom.Purpose.WEIGHTS, 0);
  }
}
