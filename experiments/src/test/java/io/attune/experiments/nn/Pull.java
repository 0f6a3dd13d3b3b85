package io.attune.experiments.nn;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.Arrays;

/** Gives variables gradients that a reader can compute by hand. */
final class Pull {
  private Pull() {}

  /** Pulls every number to the sine of the update's number, as pytorch_numbers.py does. */
  static void quadratic(Backend backend, Tensor variable, int update) {
    float[] gradient = variable.toArray();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = 2 * (gradient[i] - (float) Math.sin(update));
    }
    by(backend, variable, gradient);
  }

  /** Gives the variable this gradient, by way of a product with it. */
  static void by(Backend backend, Tensor variable, float[] gradient) {
    HostBuffer buffer = HostBuffer.of(gradient);
    HostBuffer ones = HostBuffer.of(ones(gradient.length));
    backend.scoped(
        () -> {
          Tensor product =
              backend.record(() -> variable.times(backend.view(buffer, variable.shape())));
          backend.backward(product, backend.view(ones, variable.shape()));
          return gradient.length;
        });
  }

  static void update(Backend backend, Optimizer optimizer, double rate, double progress) {
    backend.scoped(
        () -> {
          optimizer.update(rate, progress);
          return optimizer.updates();
        });
  }

  static float[] ones(int count) {
    float[] values = new float[count];
    Arrays.fill(values, 1);
    return values;
  }
}
