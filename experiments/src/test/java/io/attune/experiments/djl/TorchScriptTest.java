package io.attune.experiments.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Script;
import io.attune.experiments.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A TorchScript module that learns: Flatten, Linear(64, 12), BatchNorm1d(12) and Tanh, in
 * evaluation mode.
 */
class TorchScriptTest {
  /** Sums of squares by {@code torch.jit.load(…).sum().backward()} on 0/64, 1/64 … 63/64. */
  private static final double[] SQUARES = {
    207.27420043945312, 9.947916030883789, 0.31063342094421387, 11.346952438354492
  };

  private static Path file() throws URISyntaxException {
    return Path.of(TorchScriptTest.class.getResource("../train/features.pt").toURI());
  }

  @Test
  void gradientsAreThoseOfPyTorch() throws Exception {
    Path file = file();
    try (DjlBackend backend = DjlBackend.open()) {
      Script script = backend.trainable(file);

      List<Double> squares = backend.scoped(() -> squares(backend, script));

      assertEquals(4, squares.size());
      for (int i = 0; i < SQUARES.length; i++) {
        assertEquals(SQUARES[i], squares.get(i), 1e-4 * SQUARES[i]);
      }
    }
  }

  private static List<Double> squares(DjlBackend backend, Script script) {
    Tensor output = backend.record(() -> script.apply(batch(backend)));
    float[] ones = new float[12];
    Arrays.fill(ones, 1);
    backend.backward(output, backend.view(HostBuffer.of(ones), 1, 12));
    return script.parameters().stream().map(p -> p.gradient().sumOfSquares()).toList();
  }

  @Test
  void assignedParametersCountFromTheNextBatchOn() throws Exception {
    Path file = file();
    try (DjlBackend backend = DjlBackend.open()) {
      Script script = backend.trainable(file);
      float[] before = answer(backend, script);
      List<float[]> kept = script.parameters().stream().map(Tensor::toArray).toList();

      script.parameters().get(0).assign(new float[12 * 64]);
      float[] without = answer(backend, script);
      script.parameters().get(0).assign(kept.get(0));

      assertTrue(Math.abs(before[0] - without[0]) > 1e-3);
      assertArrayEquals(before, answer(backend, script));
    }
  }

  @Test
  void moduleThatComputesWith32BitsIsNotTrainedWith64() throws Exception {
    Path file = file();
    try (DjlBackend precise = DjlBackend.openPrecise()) {
      assertEquals(
          "TorchScript modules are trained with 32 bits.",
          assertThrows(IllegalStateException.class, () -> precise.trainable(file)).getMessage());
    }
  }

  @Test
  void moduleWithoutParametersCannotLearn() throws Exception {
    Path file = Path.of(TorchScriptTest.class.getResource("frozen.pt").toURI());
    try (DjlBackend backend = DjlBackend.open()) {
      assertEquals(
          file
              + " has no parameters to train. If torch.jit.freeze made them constants, save it"
              + " without; features_from takes it as it is.",
          assertThrows(IllegalArgumentException.class, () -> backend.trainable(file)).getMessage());
    }
  }

  private static float[] answer(DjlBackend backend, Script script) {
    return backend.scoped(() -> script.apply(batch(backend)).toArray());
  }

  private static Tensor batch(DjlBackend backend) {
    float[] input = new float[64];
    for (int i = 0; i < input.length; i++) {
      input[i] = i / 64f;
    }
    return backend.view(HostBuffer.of(input), 1, 1, 8, 8);
  }
}
