package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.IdxFiles;
import io.attune.run.DivergedException;
import io.attune.run.Trainer;
import io.attune.run.TrainerProvider;
import io.attune.run.Trainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks learn, report what they do, and are judged by their best epoch. */
class LearningTest {
  private static final Map<String, Map<String, Object>> SHAPES =
      Map.of(
          "linear", Map.of(),
          "mlp", Map.of("layers", 2, "units", 20, "units_2", 30),
          "cnn", Map.of("blocks", 2, "filters", 4, "units", 16),
          "vgg", Map.of("stages", 2, "filters", 4, "units", 16),
          "resnet", Map.of("depth", 8, "width", 2));

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
                        "parameters",
                        "model_bytes",
                        "flops_per_sample"),
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
            "step_every",
            2);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    new MlpProvider().trainer().train(trial);

    assertEquals(List.of(0.1, 0.1, 0.05, 0.05), trial.curve("learning_rate"));
  }

  /** The target is x² + x plus noise with variance 0.01, which is what is left at the best. */
  @Test
  void linearModelFitsAPolynomialDownToItsNoise() throws Exception {
    Map<String, Object> values =
        Map.of(
            "data",
            "polynomial",
            "degree",
            2,
            "noise",
            0.1,
            "epochs",
            150,
            "full_batch",
            true,
            "learning_rate",
            0.3,
            "patience",
            150);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);
    Trainer trainer = new LinearProvider().trainer();

    trainer.train(trial);

    assertFalse(trial.reports().get(0).containsKey("val_accuracy"));
    assertEquals(0.01, Collections.min(trial.curve("val_loss")), 0.004);
    Map<String, Double> test = trainer.test(trial);
    assertEquals(Set.of("test_loss", "test_examples"), test.keySet());
    assertEquals(0.01, test.get("test_loss"), 0.004);
  }

  @Test
  void patienceEndsTheTrialAndTheBestEpochIsStillTested() throws Exception {
    Map<String, Object> values =
        Map.of("epochs", 50, "train_size", 60, "learning_rate", 0.3, "patience", 3);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);
    Trainer trainer = new MlpProvider().trainer();

    trainer.train(trial);

    List<Double> losses = trial.curve("val_loss");
    int best = losses.indexOf(Collections.min(losses));
    assertEquals(best + 1 + 3, losses.size());
    assertTrue(losses.size() < 50);
    assertTrue(trainer.test(trial).get("test_examples") > 0);
  }

  @Test
  void plateauLowersTheReportedRate() throws Exception {
    Map<String, Object> values =
        Map.of(
            "epochs",
            12,
            "train_size",
            60,
            "learning_rate",
            1.0,
            "schedule",
            "plateau",
            "plateau_patience",
            0,
            "decay_rate",
            0.1);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    new MlpProvider().trainer().train(trial);

    double best = Double.POSITIVE_INFINITY;
    double rate = 1;
    for (int epoch = 0; epoch < 12; epoch++) {
      assertEquals(rate, trial.curve("learning_rate").get(epoch), 1e-12, "epoch " + epoch);
      double loss = trial.curve("val_loss").get(epoch);
      rate *= loss < best * (1 - 1e-4) ? 1 : 0.1;
      best = Math.min(best, loss < best * (1 - 1e-4) ? loss : best);
    }
    assertTrue(rate < 1);
  }

  @Test
  void penaltyIsReportedBesideTheLossOfTheData() throws Exception {
    Map<String, Object> values =
        Map.of("epochs", 1, "train_size", 32, "initialization", "zeros", "l2", 3.0, "layers", 0);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    new MlpProvider().trainer().train(trial);

    assertEquals(Math.log(10), trial.curve("train_loss").get(0), 1e-6);
    double penalty = trial.curve("regularization_loss").get(0);
    assertTrue(penalty > 0 && penalty < 0.1, "penalty " + penalty);
  }

  @Test
  void fullBatchMakesOneUpdatePerEpoch() throws Exception {
    Map<String, Object> values =
        Map.of(
            "epochs",
            3,
            "train_size",
            100,
            "full_batch",
            true,
            "schedule",
            "inverse",
            "schedule_unit",
            "minibatches",
            "decay_k",
            1.0,
            "learning_rate",
            0.6);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    new LinearProvider().trainer().train(trial);

    List<Double> expected = List.of(0.6, 0.6 / 2, 0.6 / 3);
    assertEquals(expected, trial.curve("learning_rate"));
  }

  @ParameterizedTest
  @CsvSource({
    // 64 · 10 + 10
    "linear, 650",
    // 64 · 20 + 20 + 20 · 30 + 30 + 30 · 10 + 10
    "mlp, 2240",
    // 9 · 4 + 4 + 9 · 4 · 8 + 8 + (8 · 2 · 2) · 16 + 16 + 16 · 10 + 10
    "cnn, 1034",
    // 9 · (4 + 4 · 4 + 4 · 8 + 8 · 8) + 4 + 4 + 8 + 8 + (8 · 2 · 2) · 16 + 16 + 16 · 10 + 10
    "vgg, 1766",
    // 9 · (2 + 2 · 2 · 2 + 2 · 4 + 4 · 4 + 4 · 8 + 8 · 8) + 2 · 4 + 4 · 8 of shortcuts, scale and
    // shift of 2 + 2 + 2 + 4 + 4 + 4 + 8 + 8 + 8 channels, 8 · 10 + 10
    "resnet, 1384"
  })
  void networksLearnAsManyNumbersAsTheirShapeSays(String name, double expected) throws Exception {
    Map<String, Object> values = new HashMap<>(Map.of("epochs", 1, "train_size", 64));
    values.putAll(SHAPES.get(name));
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    provider(name).trainer().train(trial);

    assertEquals(List.of(expected), trial.curve("parameters"));
  }

  @ParameterizedTest
  @CsvSource({"linear, 0.85", "vgg, 0.85", "resnet, 0.85"})
  void architecturesReadDigits(String name, double least) throws Exception {
    Map<String, Object> values =
        Map.of("epochs", 4, "train_size", 600, "optimizer", "adam", "learning_rate", 0.01);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    provider(name).trainer().train(trial);

    double best = Collections.max(trial.curve("val_accuracy"));
    assertTrue(best >= least, "best validation accuracy " + best);
  }

  private static TrainerProvider provider(String name) {
    return Trainers.named(name).orElseThrow();
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
        "train_size: can be 99999, but digits has 1257 such examples. Leave it out to use them all.",
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
