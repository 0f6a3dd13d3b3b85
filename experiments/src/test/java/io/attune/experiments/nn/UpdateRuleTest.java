package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Update rules agree with PyTorch's optimizers, with and without weight decay. */
class UpdateRuleTest {
  private static final float[] START = {1, -2, 0.5f, 3};
  private static final Map<String, UpdateRule> RULES =
      Map.of(
          "sgd", new UpdateRule.Sgd(),
          "momentum", new UpdateRule.Momentum(0.8),
          "nesterov", new UpdateRule.Nesterov(0.8),
          "adam", new UpdateRule.Adam(0.85, 0.97, 1e-6));

  @Test
  void weightsFollowPyTorchUpdateByUpdate() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    RULES.forEach((name, rule) -> follow(numbers, "optimizers/" + name, rule, 0));
  }

  @Test
  void weightsFollowPyTorchUnderWeightDecay() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    double decay = numbers.at("weight_decay").doubleValue();
    RULES.forEach((name, rule) -> follow(numbers, "optimizers_with_decay/" + name, rule, decay));
  }

  @Test
  void decayLeavesBiasesAlone() {
    try (Backend backend = DjlBackend.open()) {
      Variable bias = new Variable(backend.variable(START.clone(), 4), Variable.Kind.BIAS);
      Optimizer optimizer = new Optimizer(backend, List.of(bias), new UpdateRule.Sgd(), 0.5);

      pull(backend, bias.value(), new float[4]);
      update(backend, optimizer, 0.1);

      assertArrayEquals(START, bias.value().toArray());
    }
  }

  private static void follow(PyTorchNumbers numbers, String path, UpdateRule rule, double decay) {
    try (Backend backend = DjlBackend.open()) {
      Variable weight = new Variable(backend.variable(START.clone(), 4), Variable.Kind.WEIGHT);
      Optimizer optimizer = new Optimizer(backend, List.of(weight), rule, decay);
      for (int update = 1; update <= numbers.at(path).size(); update++) {
        pull(backend, weight.value(), quadraticGradient(weight.value().toArray(), update));
        update(backend, optimizer, numbers.at("rate").doubleValue());
        numbers.assertSame(path + "/" + (update - 1), weight.value().toArray());
      }
    }
  }

  private static void update(Backend backend, Optimizer optimizer, double rate) {
    backend.scoped(
        () -> {
          optimizer.update(rate);
          return optimizer.updates();
        });
  }

  /** Gives the variable this gradient, by way of a product with it. */
  private static void pull(Backend backend, Tensor variable, float[] gradient) {
    HostBuffer buffer = HostBuffer.of(gradient);
    HostBuffer ones = HostBuffer.of(new float[] {1, 1, 1, 1});
    backend.scoped(
        () -> {
          Tensor product = backend.record(() -> variable.times(backend.view(buffer, 4)));
          backend.backward(product, backend.view(ones, 4));
          return gradient.length;
        });
  }

  /** Derivative of the squared distance to the sine of the update's number. */
  private static float[] quadraticGradient(float[] weight, int update) {
    float[] gradient = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      gradient[i] = 2 * (weight[i] - (float) Math.sin(update));
    }
    return gradient;
  }
}
