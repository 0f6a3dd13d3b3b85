package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.IdxFiles;
import io.attune.run.DivergedException;
import io.attune.run.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks learn, report what they do, and are judged by their best epoch. */
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
  }

  @Test
  void cnnLearnsFromIdxFiles() throws Exception {
    IdxFiles.write(folder, 220, 60);
    Map<String, Object> values =
        Map.of(
            "data", "mnist",
            "data_dir", folder.toString(),
            "train_size", 150,
            "validation_size", 10,
            "epochs", 6,
            "batch_size", 10,
            "optimizer", "momentum",
            "filters", 4,
            "units", 16);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);
    Trainer trainer = new CnnProvider().trainer();

    trainer.train(trial);

    Map<String, Double> test = trainer.test(trial);
    assertTrue(test.get("test_accuracy") >= 0.9, test.toString());
    assertEquals(60, test.get("test_examples"));
  }

  @Test
  void everyEpochReportsTheSameMetrics() throws Exception {
    MemoryTrial trial = new MemoryTrial(Map.of("epochs", 2, "train_size", 100), 1, folder);

    new MlpProvider().trainer().train(trial);

    assertEquals(2, trial.reports().size());
    trial
        .reports()
        .forEach(
            report ->
                assertEquals(
                    List.of(
                        "train_loss",
                        "train_accuracy",
                        "val_loss",
                        "val_accuracy",
                        "learning_rate",
                        "parameters"),
                    List.copyOf(report.keySet())));
    trial.curve("samples_per_second").forEach(speed -> assertTrue(speed > 0));
  }

  @Test
  void learningRateFollowsItsSchedule() throws Exception {
    Map<String, Object> values =
        Map.of(
            "epochs",
            4,
            "train_size",
            64,
            "learning_rate",
            0.1,
            "schedule",
            "step",
            "decay_rate",
            0.5,
            "step_epochs",
            2);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    new MlpProvider().trainer().train(trial);

    assertEquals(List.of(0.1, 0.1, 0.05, 0.05), trial.curve("learning_rate"));
  }

  @Test
  void lossThatIsNoNumberIsReportedAndEndsTheTrial() throws Exception {
    Map<String, Object> values =
        Map.of("epochs", 5, "train_size", 200, "learning_rate", 1e30, "layers", 2);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    DivergedException diverged =
        assertThrows(DivergedException.class, () -> new MlpProvider().trainer().train(trial));

    assertEquals(
        "train_loss was NaN after epoch 1: training diverged. Maybe lower learning_rate.",
        diverged.getMessage());
    assertEquals(List.of(Double.NaN), trial.curve("train_loss"));
  }

  @Test
  void bestEpochIsTestedNotTheLast() throws Exception {
    MemoryTrial trial = new MemoryTrial(Map.of("epochs", 3, "train_size", 200), 1, folder);
    Trainer trainer = new MlpProvider().trainer();
    trainer.train(trial);
    Checkpoint best = new TrialFiles(folder).best();
    int bestEpoch =
        1 + trial.curve("val_accuracy").indexOf(Collections.max(trial.curve("val_accuracy")));

    assertEquals(best.best().accuracy(), Collections.max(trial.curve("val_accuracy")));
    assertTrue(best.epoch() >= bestEpoch);
  }

  @Test
  void testWithoutWeightsSaysWhere() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    MemoryTrial trial = new MemoryTrial(Map.of(), 1, empty);

    IOException refusal =
        assertThrows(IOException.class, () -> new MlpProvider().trainer().test(trial));

    assertEquals(
        empty.resolve("best.weights")
            + ": there are no weights; no epoch of this trial had a finite loss.",
        refusal.getMessage());
  }

  @Test
  void moreExamplesThanThereAreAreRefused() {
    MemoryTrial trial = new MemoryTrial(Map.of("train_size", 99_999), 1, folder);

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new MlpProvider().trainer().train(trial));

    assertEquals(
        "train_size: is 99999, but digits has 1257 such examples. Leave it out to use them all.",
        refusal.getMessage());
  }

  @Test
  void wrongValueFromCodeIsRefused() {
    MemoryTrial trial = new MemoryTrial(Map.of("dropout", 1.5), 1, folder);

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new MlpProvider().trainer().train(trial));

    assertEquals("dropout: can be 1.5, but takes numbers from 0 to below 1.", refusal.getMessage());
  }
}
