package io.attune.experiments.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.pytorch.jni.JniUtils;
import io.attune.experiments.tensor.Tensor;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DjlBackendTest {
  @Test
  void everyThreadComputesWithOneNativeThread() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      assertEquals(1, threads.submit(DjlBackendTest::nativeThreads).get());
      assertEquals(1, threads.submit(DjlBackendTest::nativeThreads).get());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void scopesDoNotNest() {
    try (DjlBackend backend = DjlBackend.open()) {
      IllegalStateException refusal =
          assertThrows(
              IllegalStateException.class,
              () -> backend.scoped(() -> backend.scoped(() -> "never")));

      assertEquals("a scope is open; scopes do not nest.", refusal.getMessage());
    }
  }

  @Test
  void tensorsEndWithTheirScopeAndVariablesDoNot() {
    try (DjlBackend backend = DjlBackend.open()) {
      Tensor variable = backend.variable(new float[] {1, 4}, 2);
      Tensor[] kept = new Tensor[1];
      backend.scoped(() -> (kept[0] = variable.squareRoot()).toArray());

      assertThrows(IllegalStateException.class, () -> kept[0].toArray());
      assertArrayEquals(new float[] {1, 4}, variable.toArray());
    }
  }

  @Test
  void assignedNumbersAreTakenBitByBit() {
    try (DjlBackend backend = DjlBackend.open()) {
      float[] numbers = {-0.0f, Float.MIN_VALUE, Float.NaN, 1e30f};
      Tensor zeros = backend.zeros(2, 2);

      zeros.assign(numbers);

      assertArrayEquals(numbers, zeros.toArray());
    }
  }

  /** Expected numbers are those of torch.linalg.eigh; the signs of vectors are arbitrary. */
  @Test
  void eigenvectorsAreThoseOfPyTorch() {
    double[] matrix = {4, 1, 0.5, 1, 3, -1, 0.5, -1, 2};
    double[] expected = {
      1.0595504397993136, 3.317544438556552, 4.622905121644135,
      0.320190469337998, 0.5591235936836924, 0.7647606621233505,
      0.4442152028504296, 0.6244025091962295, 0.6424907470664492,
      0.836750211772703, 0.5454377265056805, 0.04844346811129821
    };
    try (DjlBackend precise = DjlBackend.openPrecise()) {
      double[] found =
          precise.scoped(() -> precise.eigen(precise.tensor(matrix, 3, 3)).toDoubles());

      assertArrayEquals(expected, Arrays.stream(found).map(Math::abs).toArray(), 1e-12);
    }
  }

  private static int nativeThreads() {
    try (DjlBackend backend = DjlBackend.open()) {
      return backend.scoped(JniUtils::getNumThreads);
    }
  }
}
