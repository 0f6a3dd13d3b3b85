package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an update does around its rule: clipping, penalties, decay and the limit of norms. */
class OptimizerTest {
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @EnumSource(
      value = Variable.Kind.class,
      names = {"BIAS", "SCALE"})
  void penaltiesDecayAndLimitsLeaveAllButWeightsAlone(Variable.Kind kind) {
    float[] start = {1, -2, 0.5f, 3};
    try (Backend backend = DjlBackend.open()) {
      Variable variable = new Variable(backend.variable(start.clone(), 2, 2), kind);
      Optimizer optimizer =
          optimizer(backend, new Restraint(0.5, 0.5, 0.5, 0.1), Clip.NONE, variable);

      Pull.by(backend, variable.value(), new float[4]);
      Pull.update(backend, optimizer, 0.1, 0);

      assertArrayEquals(start, variable.value().toArray());
      assertEquals(0, backend.scoped(optimizer::penalty));
    }
  }

  @Test
  void elasticNetFollowsAutomaticDifferentiationAndIsReported() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    try (Backend backend = DjlBackend.open()) {
      Variable weight = weight(backend, 1, -2, 0.5f, 0);
      Optimizer optimizer =
          optimizer(backend, new Restraint(0.3, 0.2, 0, NO_LIMIT), Clip.NONE, weight);
      for (int update = 1; update <= numbers.at("elastic/weights").size(); update++) {
        double expected = numbers.at("elastic/penalties/" + (update - 1)).doubleValue();
        assertEquals(expected, backend.scoped(optimizer::penalty), 1e-5);
        Pull.quadratic(backend, weight.value(), update);
        Pull.update(backend, optimizer, numbers.at("rate").doubleValue(), 0);
        numbers.assertSame("elastic/weights/" + (update - 1), weight.value().toArray());
      }
    }
  }

  @Test
  void longGradientsAreShortenedTogetherAsPyTorchDoes() throws IOException {
    followClipped("norm", new Clip(3, NO_LIMIT));
  }

  @Test
  void largeNumbersOfGradientsAreClippedOnBothSidesAsPyTorchDoes() throws IOException {
    followClipped("value", new Clip(NO_LIMIT, 1.5));
  }

  private static void followClipped(String name, Clip clip) throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    double l2 = numbers.at("weight_decay").doubleValue();
    try (Backend backend = DjlBackend.open()) {
      Variable first = weight(backend, 1, -2, 0.5f, 3);
      Variable second = weight(backend, 0.1f, 9);
      Optimizer optimizer =
          optimizer(backend, new Restraint(0, l2, 0, NO_LIMIT), clip, first, second);
      for (int update = 1; update <= numbers.at("clipped/" + name).size(); update++) {
        Pull.quadratic(backend, first.value(), update);
        Pull.quadratic(backend, second.value(), update);
        Pull.update(backend, optimizer, numbers.at("rate").doubleValue(), 0);
        numbers.assertSame("clipped/" + name + "/" + (update - 1), both(first, second));
      }
    }
  }

  @Test
  void rowsAreProjectedAsPyTorchRenormalizesThem() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    try (Backend backend = DjlBackend.open()) {
      Tensor matrix = backend.variable(numbers.floats("rows_within/before"), 4, 2);
      Variable weight = new Variable(matrix, Variable.Kind.WEIGHT);
      Optimizer optimizer = optimizer(backend, new Restraint(0, 0, 0, 1.5), Clip.NONE, weight);

      Pull.by(backend, matrix, new float[8]);
      Pull.update(backend, optimizer, 0.1, 0);

      numbers.assertSame("rows_within/after", matrix.toArray());
    }
  }

  @Test
  void filtersAreLimitedAsAWhole() {
    try (Backend backend = DjlBackend.open()) {
      Tensor filters = backend.variable(new float[] {3, 0, 0, 4, 0.5f, 0, 0, 0}, 2, 1, 2, 2);

      backend.scoped(() -> filters.limitRows(1).shape());

      assertArrayEquals(new float[] {0.6f, 0, 0, 0.8f, 0.5f, 0, 0, 0}, filters.toArray(), 1e-6f);
    }
  }

  private static Optimizer optimizer(
      Backend backend, Restraint restraint, Clip clip, Variable... variables) {
    return new Optimizer(backend, List.of(variables), new UpdateRule.Sgd(), restraint, clip);
  }

  private static Variable weight(Backend backend, float... values) {
    return new Variable(backend.variable(values, values.length), Variable.Kind.WEIGHT);
  }

  private static float[] both(Variable first, Variable second) {
    float[] a = first.value().toArray();
    float[] b = second.value().toArray();
    float[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
