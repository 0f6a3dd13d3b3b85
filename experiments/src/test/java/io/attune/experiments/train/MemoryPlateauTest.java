package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that runs trial after trial does not grow: nothing native outlives its trial. */
@Tag("slow")
class MemoryPlateauTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  /**
   * Until then the process touches its heap for the first time, compiles, and its allocator keeps
   * what was freed; docs/benchmarks.md has figures. A leak goes on growing after it.
   */
  private static final int WARM_UP = 100;

  /** One trial's weights and memory of Adam alone are 5 MB: a leak of a tenth of them shows. */
  private static final Map<String, Object> PLAIN =
      Map.of("epochs", 2, "train_size", 320, "optimizer", "adam", "units", 512, "layers", 3);

  /** All that makes tensors beside the plain update. */
  private static final Map<String, Object> EVERYTHING =
      Map.of(
          "batch_norm", true,
          "averaging", "ema",
          "clip_norm", 1.0,
          "clip_value", 0.5,
          "l1", 1e-5,
          "l2", 1e-5,
          "max_norm", 3.0,
          "dropout", 0.2,
          "layer_health", "full");

  private static final Map<String, Object> RESIDUAL =
      Map.of("epochs", 2, "train_size", 96, "width", 8, "averaging", "swa", "max_norm", 3.0);

  @TempDir Path folder;

  @Test
  void twoHundredTrialsNeedNoMoreMemoryThanAHundred() throws Exception {
    assertPlateau(new MlpProvider(), PLAIN);
  }

  @Test
  void twoHundredTrialsWithEverythingNeedNoMoreMemoryThanAHundred() throws Exception {
    Map<String, Object> values = new HashMap<>(PLAIN);
    values.putAll(EVERYTHING);
    values.put("pictures", true);
    assertPlateau(new MlpProvider(), values);
  }

  @Test
  void twoHundredResidualNetworksNeedNoMoreMemoryThanAHundred() throws Exception {
    assertPlateau(new ResNetProvider(), RESIDUAL);
  }

  private void assertPlateau(NetworkProvider provider, Map<String, Object> values)
      throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "needs Linux to read the size of the process");
    Trainer trainer = provider.trainer();
    run(trainer, values, WARM_UP);
    long before = residentMegabytes();

    run(trainer, values, 100);

    long grown = residentMegabytes() - before;
    String found = "grew by " + grown + " MB over 100 trials from " + before + " MB";
    System.out.println(found);
    assertTrue(grown < 40, found);
  }

  private void run(Trainer trainer, Map<String, Object> values, int trials) throws Exception {
    for (int i = 0; i < trials; i++) {
      trainer.train(new MemoryTrial(values, i, folder));
    }
  }

  private static long residentMegabytes() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
