package io.attune.experiments.nn;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.tensor.Backend;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Means of weights agree with PyTorch's AveragedModel. */
class WeightAverageTest {
  @Test
  void exponentialMeanFollowsPyTorch() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    try (Backend backend = DjlBackend.open()) {
      Variable weight = weight(backend);
      WeightAverage average = new WeightAverage(backend, List.of(weight));
      for (int update = 1; update <= 12; update++) {
        weight.value().assign(numbers.floats("averages/weights/" + (update - 1)));
        add(backend, average, update == 1 ? 1 : 1 - 0.8);
        numbers.assertSame("averages/ema/" + (update - 1), average.means().get(0).toArray());
      }
    }
  }

  @Test
  void plainMeanFollowsPyTorch() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    try (Backend backend = DjlBackend.open()) {
      Variable weight = weight(backend);
      WeightAverage average = new WeightAverage(backend, List.of(weight));
      for (int count = 1; count <= 9; count++) {
        weight.value().assign(numbers.floats("averages/weights/" + (count + 2)));
        add(backend, average, 1.0 / count);
        numbers.assertSame("averages/swa/" + (count - 1), average.means().get(0).toArray());
      }
    }
  }

  private static Variable weight(Backend backend) {
    return new Variable(backend.variable(new float[4], 2, 2), Variable.Kind.WEIGHT);
  }

  private static void add(Backend backend, WeightAverage average, double share) {
    backend.scoped(
        () -> {
          average.add(share);
          return share;
        });
  }
}
