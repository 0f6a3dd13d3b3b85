package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Trainer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks learn real digits. */
class LearningTest {
  @TempDir Path folder;

  @Test
  void mlpReadsNineteenOfTwentyDigitsAfterEightEpochs() throws Exception {
    Map<String, Object> values =
        Map.of("epochs", 8, "optimizer", "adam", "learning_rate", 3e-3, "units", 64);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);
    Trainer trainer = new MlpProvider().trainer();

    trainer.train(trial);

    double best = Collections.max(trial.curve("val_accuracy"));
    assertTrue(best >= 0.95, "best validation accuracy " + best);
    Map<String, Double> test = trainer.test(trial);
    assertTrue(test.get("test_accuracy") >= 0.93, test.toString());
    assertEquals(270, test.get("test_examples"));
  }
}
