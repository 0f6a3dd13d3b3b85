package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normalization by batches agrees with PyTorch's, forward, backward and in its statistics. */
class BatchNormTest {
  private static final CounterRandom RANDOM = CounterRandom.of(1, CounterRandom.Purpose.DROPOUT, 1);

  @ParameterizedTest
  @CsvSource({"units, 4 3", "images, 3 2 2 2"})
  void trainingEvaluationAndCalibrationAreThoseOfPyTorch(String name, String axes)
      throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    String path = "batch_norm/" + name;
    long[] shape = List.of(axes.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    try (Backend backend = DjlBackend.open()) {
      Layer layer = layer(backend, (int) shape[1]);
      layer.variables().get(0).value().assign(numbers.floats(path + "/scale"));
      layer.variables().get(1).value().assign(numbers.floats(path + "/shift"));
      for (int batch = 0; batch < 2; batch++) {
        HostBuffer input = HostBuffer.of(numbers.floats(path + "/batches/" + batch));
        numbers.assertNear(path + "/outputs/" + batch, cubed(backend, layer, input, shape));
        for (int i = 0; i < 2; i++) {
          Tensor variable = layer.variables().get(i).value();
          float[] gradient = backend.scoped(() -> variable.gradient().toArray());
          numbers.assertNear(path + "/gradients/" + batch + "/" + i, gradient);
          variable.clearGradient();
        }
      }
      assertStatistics(numbers, path + "/running", layer);

      HostBuffer first = HostBuffer.of(numbers.floats(path + "/batches/0"));
      HostBuffer second = HostBuffer.of(numbers.floats(path + "/batches/1"));
      numbers.assertNear(
          path + "/evaluated",
          backend.scoped(() -> layer.forward(backend.view(first, shape)).toArray()));
      assertStatistics(numbers, path + "/running", layer);

      backend.scoped(() -> layer.calibrate(backend.view(first, shape), 1).shape());
      backend.scoped(() -> layer.calibrate(backend.view(second, shape), 2).shape());
      assertStatistics(numbers, path + "/calibrated", layer);
    }
  }

  @Test
  void singleExampleIsNormalizedByTheRunningStatisticsAndLeavesThemAlone() {
    try (Backend backend = DjlBackend.open()) {
      Layer layer = layer(backend, 2);
      layer.statistics().get(0).assign(new float[] {1, 2});
      layer.statistics().get(1).assign(new float[] {4, 9});
      HostBuffer input = HostBuffer.of(new float[] {3, 5});

      float[] output =
          backend.scoped(() -> layer.train(backend.view(input, 1, 2), RANDOM).toArray());

      assertArrayEquals(new float[] {1, 1}, output, 1e-5f);
      assertArrayEquals(new float[] {1, 2}, layer.statistics().get(0).toArray());
      assertArrayEquals(new float[] {4, 9}, layer.statistics().get(1).toArray());
    }
  }

  private static Layer layer(Backend backend, int channels) {
    return new LayerFactory(backend, new Initializer.Zeros(), 0, RANDOM).batchNorm(channels, 0.3);
  }

  /** The outputs, after going back from the sum of their cubes. */
  private static float[] cubed(Backend backend, Layer layer, HostBuffer input, long[] shape) {
    return backend.scoped(
        () -> {
          Tensor output = backend.record(() -> layer.train(backend.view(input, shape), RANDOM));
          float[] values = output.toArray();
          float[] slopes = new float[values.length];
          for (int i = 0; i < values.length; i++) {
            slopes[i] = 3 * values[i] * values[i];
          }
          backend.backward(output, backend.view(HostBuffer.of(slopes), shape));
          return values;
        });
  }

  private static void assertStatistics(PyTorchNumbers numbers, String path, Layer layer) {
    numbers.assertSame(path + "/0", layer.statistics().get(0).toArray());
    numbers.assertSame(path + "/1", layer.statistics().get(1).toArray());
  }
}
