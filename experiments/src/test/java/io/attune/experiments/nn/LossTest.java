package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses, hits and gradients are those of PyTorch. */
class LossTest {
  private static final Map<String, Loss> LOSSES =
      Map.of(
          "cross_entropy",
          new CrossEntropy(0),
          "smoothed",
          new CrossEntropy(0.1),
          "margin",
          MarginLoss.LINEAR,
          "squared_margin",
          MarginLoss.SQUARED);

  @ParameterizedTest
  @ValueSource(strings = {"cross_entropy", "smoothed", "margin", "squared_margin"})
  void lossesOfClassesAreThoseOfPyTorch(String name) throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();

    Judgement result =
        LOSSES
            .get(name)
            .of(
                numbers.floats("losses/" + name + "/scores"),
                new Targets.Classes(numbers.integers("losses/" + name + "/labels")));

    assertJudgement(numbers, name, result);
  }

  @Test
  void squaredErrorIsThatOfPyTorch() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();

    Judgement result =
        new SquaredError()
            .of(
                numbers.floats("losses/squared_error/scores"),
                new Targets.Numbers(numbers.floats("losses/squared_error/labels"), 6));

    assertJudgement(numbers, "squared_error", result);
  }

  private static void assertJudgement(PyTorchNumbers numbers, String name, Judgement result) {
    double expected = numbers.at("losses/" + name + "/loss").doubleValue();
    assertEquals(expected, result.loss(), 1e-6 * expected);
    assertEquals(numbers.at("losses/" + name + "/hits").intValue(), result.hits());
    float[] gradient = numbers.floats("losses/" + name + "/gradient");
    for (int i = 0; i < gradient.length; i++) {
      assertEquals(gradient[i], result.gradient()[i], 2e-6 * Math.max(1, Math.abs(gradient[i])));
    }
  }

  @Test
  void lossAtChanceIsTheLogarithmOfTheClassesOrTheWrongOnesCounted() {
    Targets targets = new Targets.Classes(new int[] {3, 9});
    float[] equal = new float[20];

    assertEquals(2 * Math.log(10), new CrossEntropy(0).of(equal, targets).loss(), 1e-12);
    assertEquals(2 * Math.log(10), new CrossEntropy(0.2).of(equal, targets).loss(), 1e-12);
    assertEquals(18, MarginLoss.LINEAR.of(equal, targets).loss());
    assertEquals(18, MarginLoss.SQUARED.of(equal, targets).loss());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross_entropy", "smoothed", "margin", "squared_margin"})
  void scoresThatAreNotNumbersGiveNoHitAndNoLoss(String name) {
    Judgement result =
        LOSSES
            .get(name)
            .of(new float[] {Float.NaN, 1, Float.NaN}, new Targets.Classes(new int[] {0}));

    assertFalse(Double.isFinite(result.loss()));
    assertEquals(0, result.hits());
  }

  @Test
  void smoothingIsNoPartOfWhatIsMeasured() {
    assertEquals(new CrossEntropy(0), new CrossEntropy(0.1).measure());
    assertEquals(MarginLoss.SQUARED, MarginLoss.SQUARED.measure());
  }

  @Test
  void targetsOfTheOtherKindAreRefused() {
    Targets classes = new Targets.Classes(new int[] {0});
    Targets values = new Targets.Numbers(new float[] {1}, 1);

    assertEquals(
        "this loss is for numbers, but the targets are classes.",
        assertThrows(
                IllegalArgumentException.class,
                () -> new SquaredError().of(new float[] {1}, classes))
            .getMessage());
    assertEquals(
        "this loss is for classes, but the targets are numbers.",
        assertThrows(
                IllegalArgumentException.class, () -> MarginLoss.LINEAR.of(new float[] {1}, values))
            .getMessage());
  }
}
