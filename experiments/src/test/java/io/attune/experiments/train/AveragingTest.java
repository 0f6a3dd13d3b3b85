package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.data.Portion;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.djl.DjlBackend;
import io.attune.run.Trainer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Averaged weights are what is validated, kept and tested; learning goes on with its own. */
class AveragingTest {
  private static final Trainer TRAINER = new MlpProvider().trainer();

  @TempDir Path folder;

  @Test
  void meanOfNothingButTheLastUpdateChangesNothing() throws Exception {
    MemoryTrial plain = train("plain", Map.of());
    MemoryTrial mean = train("mean", Map.of("averaging", "ema", "ema_decay", 0.0));

    assertEquals(plain.reports(), mean.reports());
    assertEquals(TRAINER.test(plain), TRAINER.test(mean));
  }

  @Test
  void averagingLeavesLearningAlone() throws Exception {
    MemoryTrial plain = train("plain", Map.of());
    MemoryTrial mean = train("mean", Map.of("averaging", "swa", "swa_start", 0.5));

    assertEquals(plain.curve("train_loss"), mean.curve("train_loss"));
    List<Double> expected = plain.curve("val_loss");
    List<Double> actual = mean.curve("val_loss");
    // Epochs 1 to 3 come before the mean, and the first mean is that of epoch 4 alone.
    assertEquals(expected.subList(0, 4), actual.subList(0, 4));
    assertNotEquals(expected.get(4), actual.get(4));
  }

  @Test
  void keptWeightsAreTheMeanThatWasValidated() throws Exception {
    MemoryTrial trial = train("mean", Map.of("averaging", "ema", "ema_decay", 0.5));

    Checkpoint best = new TrialFiles(trial.directory()).best();

    assertEquals(Collections.max(trial.curve("val_accuracy")), best.best().accuracy());
    Map<String, Double> again =
        TRAINER.test(new MemoryTrial(trial.assignment().values(), 1, trial.directory()));
    assertEquals(TRAINER.test(trial), again);
  }

  /**
   * The first normalization sees weighted sums of the inputs, so its mean has to be the weighted
   * sum of the inputs' means, by the averaged weights.
   */
  @Test
  void statisticsOfNormalizedNetworksAreThoseOfTheMean() throws Exception {
    Map<String, Object> more =
        Map.of("batch_norm", true, "averaging", "ema", "ema_decay", 0.9, "full_batch", true);
    MemoryTrial trial = train("normalized", more);

    List<float[]> tensors = new TrialFiles(trial.directory()).best().tensors();

    // Weight, scale, shift; weight, bias; running mean and variance.
    assertArrayEquals(
        new int[] {64 * 16, 16, 16, 160, 10, 16, 16},
        tensors.stream().mapToInt(tensor -> tensor.length).toArray());
    double[] means = inputMeans(320);
    for (int unit = 0; unit < 16; unit++) {
      double sum = 0;
      for (int i = 0; i < 64; i++) {
        sum += tensors.get(0)[unit * 64 + i] * means[i];
      }
      assertEquals(sum, tensors.get(5)[unit], 1e-5);
    }
  }

  private static double[] inputMeans(int examples) {
    Portion learned = new Portion(examples, 270);
    Dataset data =
        new Datasets(DjlBackend.both())
            .get(DataRequest.of(DataSource.DIGITS), learned, Preparation.USUAL);
    BatchReader reader = data.reader(examples);
    reader.read(data.train(), IntStream.range(0, examples).toArray(), 0, examples);
    FloatBuffer pixels = reader.inputs().first(examples * 64).asFloatBuffer();
    double[] means = new double[64];
    for (int i = 0; i < examples * 64; i++) {
      means[i % 64] += pixels.get(i) / (double) examples;
    }
    return means;
  }

  @Test
  void lastBatchOfOneExampleCanBeNormalized() throws Exception {
    MemoryTrial trial = train("single", Map.of("batch_norm", true, "train_size", 33));

    trial.curve("train_loss").forEach(loss -> assertTrue(Double.isFinite(loss)));
  }

  private MemoryTrial train(String name, Map<String, Object> more) throws Exception {
    Map<String, Object> values =
        new HashMap<>(Map.of("epochs", 6, "train_size", 320, "units", 16, "learning_rate", 0.05));
    values.putAll(more);
    MemoryTrial trial = new MemoryTrial(values, 1, Files.createDirectory(folder.resolve(name)));
    TRAINER.train(trial);
    return trial;
  }
}
