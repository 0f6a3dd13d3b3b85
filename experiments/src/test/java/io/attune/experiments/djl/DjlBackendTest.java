package io.attune.experiments.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.pytorch.jni.JniUtils;
import io.attune.experiments.tensor.Tensor;
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

  private static int nativeThreads() {
    try (DjlBackend backend = DjlBackend.open()) {
      return backend.scoped(JniUtils::getNumThreads);
    }
  }
}
