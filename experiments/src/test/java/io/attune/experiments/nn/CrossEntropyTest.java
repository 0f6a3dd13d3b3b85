package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
  @Test
  void lossAndGradientAreThoseOfPyTorch() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();

    CrossEntropy result =
        CrossEntropy.of(
            numbers.floats("cross_entropy/scores"), numbers.integers("cross_entropy/labels"));

    assertEquals(numbers.at("cross_entropy/loss").doubleValue(), result.loss(), 1e-4);
    assertEquals(numbers.at("cross_entropy/hits").intValue(), result.hits());
    numbers.assertSame("cross_entropy/gradient", result.gradient());
  }

  @Test
  void scoresThatAreNotNumbersGiveNoHitAndNoLoss() {
    CrossEntropy result = CrossEntropy.of(new float[] {Float.NaN, 1, Float.NaN}, new int[] {0});

    assertTrue(Double.isNaN(result.loss()));
    assertEquals(0, result.hits());
  }
}
