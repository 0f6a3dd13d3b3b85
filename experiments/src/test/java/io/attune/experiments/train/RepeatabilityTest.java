package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal seeds and assignments give equal bits; metrics are compared as they are, not nearly. */
class RepeatabilityTest {
  private static final Trainer TRAINER = new MlpProvider().trainer();

  @TempDir Path folder;
  @TempDir Path other;

  @Test
  void fourTrialsSideBySideReportWhatTheyReportAlone() throws Exception {
    List<List<Map<String, Double>>> alone = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      alone.add(run(seed, "alone"));
    }
    assertEquals(alone, sideBySide());
  }

  @Test
  void convolutionsRepeatOnAnotherThreadToo() throws Exception {
    Map<String, Object> values =
        Map.of("epochs", 2, "train_size", 300, "optimizer", "adam", "filters", 6, "kernel", 5);
    Trainer cnn = new CnnProvider().trainer();
    MemoryTrial here = new MemoryTrial(values, 1, Files.createDirectory(folder.resolve("here")));
    MemoryTrial there = new MemoryTrial(values, 1, Files.createDirectory(folder.resolve("there")));

    cnn.train(here);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      thread.submit(() -> train(cnn, there)).get();
    } finally {
      thread.shutdownNow();
    }

    assertEquals(here.reports(), there.reports());
  }

  @Test
  void anotherProcessReportsTheSame() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                RepeatabilityTest.class.getName(),
                Files.createDirectory(folder.resolve("elsewhere")).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(run(1, "here").toString(), printed);
  }

  /** Trains the trial of seed 1 in a process of its own; prints nothing but what it reports. */
  public static void main(String[] folder) throws Exception {
    MemoryTrial trial = new MemoryTrial(values("adam"), 1, Path.of(folder[0]));
    TRAINER.train(trial);
    System.out.print(trial.reports());
  }

  @Test
  void watchingLayersChangesNothingOfWhatIsLearned() throws Exception {
    Map<String, Object> values = values("adam");
    values.put("batch_norm", true);
    values.put("clip_norm", 0.5);
    MemoryTrial plain = trial(values, "plain");
    values.put("layer_health", "full");
    MemoryTrial watched = trial(values, "watched");

    TRAINER.train(plain);
    TRAINER.train(watched);

    assertNotEquals(plain.reports(), watched.reports());
    assertEquals(plain.reports(), withoutLayers(watched.reports()));
  }

  private static List<Map<String, Double>> withoutLayers(List<Map<String, Double>> reports) {
    reports.forEach(report -> report.keySet().removeIf(name -> name.startsWith("layer/")));
    return reports;
  }

  @Test
  void healthOfLayersSurvivesAPause() throws Exception {
    Map<String, Object> values = values("momentum");
    values.put("layer_health", "summary");
    values.put("averaging", "ema");
    assertPauseChangesNothing(values);
  }

  @Test
  void seedsMatter() throws Exception {
    assertNotEquals(run(1, "one"), run(2, "two"));
  }

  @Test
  void aGivenSeedTakesThePlaceOfTheTrials() throws Exception {
    Map<String, Object> given = values("adam");
    given.put("seed", 2);
    MemoryTrial trial = new MemoryTrial(given, 1, Files.createDirectory(folder.resolve("given")));
    TRAINER.train(trial);
    assertEquals(run(2, "two"), trial.reports());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw"})
  void pausedTrialGoesOnAsIfItHadNeverStopped(String optimizer) throws Exception {
    assertPauseChangesNothing(values(optimizer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ema", "swa"})
  void meansOfWeightsAndStatisticsOfBatchesSurviveAPause(String averaging) throws Exception {
    Map<String, Object> values = values("momentum");
    values.put("momentum", 0.5);
    values.put("momentum_final", 0.95);
    values.put("batch_norm", true);
    values.put("averaging", averaging);
    values.put(averaging.equals("ema") ? "ema_decay" : "swa_start", 0.25);
    values.put("l1", 1e-4);
    values.put("max_norm", 2.0);
    values.put("clip_norm", 1.0);
    assertPauseChangesNothing(values);
  }

  @Test
  void plateauAndPatienceSurviveAPause() throws Exception {
    Map<String, Object> values = values("sgd");
    values.put("learning_rate", 3.0);
    values.put("schedule", "plateau");
    values.put("plateau_patience", 0);
    values.put("patience", 4);
    assertPauseChangesNothing(values);
  }

  @Test
  void trialPausedWhenPatienceRanOutEndsWithoutAnotherEpoch() throws Exception {
    Map<String, Object> values = values("sgd");
    values.put("patience", 1);
    values.put("patience_change", 1e9);
    MemoryTrial whole = trial(values, "whole");
    TRAINER.train(whole);
    assertEquals(2, whole.reports().size());
    Path parted = Files.createDirectory(folder.resolve("parted"));

    TRAINER.train(new MemoryTrial(values, 3, parted, 0, 2));
    MemoryTrial second = new MemoryTrial(values, 3, parted, 2, Long.MAX_VALUE);
    TRAINER.train(second);

    assertEquals(List.of(), second.reports());
  }

  private MemoryTrial trial(Map<String, Object> values, String name) throws IOException {
    return new MemoryTrial(values, 3, Files.createDirectory(folder.resolve(name)));
  }

  private void assertPauseChangesNothing(Map<String, Object> values) throws Exception {
    MemoryTrial whole = new MemoryTrial(values, 3, Files.createDirectory(folder.resolve("whole")));
    Path parted = Files.createDirectory(folder.resolve("parted"));
    MemoryTrial first = new MemoryTrial(values, 3, parted, 0, 2);
    MemoryTrial second = new MemoryTrial(values, 3, parted, 2, Long.MAX_VALUE);

    TRAINER.train(whole);
    TRAINER.train(first);
    TRAINER.train(second);

    assertEquals(whole.reports().subList(0, 2), first.reports());
    assertEquals(whole.reports().subList(2, 5), second.reports());
    assertEquals(TRAINER.test(whole), TRAINER.test(second));
  }

  @Test
  void pausedTrialWithChangingImagesGoesOnAsIfItHadNeverStopped() throws Exception {
    Map<String, Object> values = values("sgd");
    values.put("augmentation", "crop_flip");
    values.put("crop_padding", 2);
    MemoryTrial whole = new MemoryTrial(values, 3, Files.createDirectory(folder.resolve("whole")));
    Path parted = Files.createDirectory(folder.resolve("parted"));
    MemoryTrial second = new MemoryTrial(values, 3, parted, 2, Long.MAX_VALUE);

    TRAINER.train(whole);
    TRAINER.train(new MemoryTrial(values, 3, parted, 0, 2));
    TRAINER.train(second);

    assertEquals(whole.reports().subList(2, 5), second.reports());
    values.remove("augmentation");
    values.remove("crop_padding");
    MemoryTrial still = new MemoryTrial(values, 3, Files.createDirectory(folder.resolve("still")));
    TRAINER.train(still);
    assertNotEquals(whole.curve("train_loss"), still.curve("train_loss"));
  }

  @Test
  void resumingWithOtherSettingsIsRefused() throws Exception {
    TRAINER.train(new MemoryTrial(values("sgd"), 3, folder, 0, 2));
    MemoryTrial changed = new MemoryTrial(values("adam"), 3, folder, 2, Long.MAX_VALUE);

    IOException refusal = assertThrows(IOException.class, () -> TRAINER.train(changed));

    assertEquals(
        "checkpoint of epoch 2 has tensors of [1024, 16, 160, 10] numbers, but the network has"
            + " [1024, 16, 160, 10, 1024, 1024, 16, 16, 160, 160, 10, 10]. Its settings changed.",
        refusal.getMessage());
  }

  @Test
  void lostCheckpointIsMadeAgainAndTheLogSaysSo() throws Exception {
    Path file = folder.resolve("resume-2.checkpoint");
    TRAINER.train(new MemoryTrial(values("adam"), 3, folder, 0, 2));
    Files.delete(file);
    assertTrainsAgain(file + ": is missing, but the trial goes on after epoch 2.");

    TRAINER.train(new MemoryTrial(values("adam"), 3, folder, 0, 1));
    Files.move(folder.resolve("resume-1.checkpoint"), file, StandardCopyOption.REPLACE_EXISTING);
    assertTrainsAgain(file + ": is of epoch 1, but the trial goes on after epoch 2.");

    TRAINER.train(new MemoryTrial(values("adam"), 3, folder, 0, 2));
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    assertTrainsAgain(file + ": is damaged or no checkpoint. Start the trial afresh.");
  }

  /** The trial in the folder goes on after two epochs as if it had them, and says what it lacks. */
  private void assertTrainsAgain(String reason) throws Exception {
    MemoryTrial whole = new MemoryTrial(values("adam"), 3, other);
    TRAINER.train(whole);
    MemoryTrial second = new MemoryTrial(values("adam"), 3, folder, 2, Long.MAX_VALUE);
    TRAINER.train(second);
    assertEquals(whole.reports().subList(2, whole.reports().size()), second.reports());
    assertEquals(TRAINER.test(whole), TRAINER.test(second));
    assertTrue(
        second.lines().contains(reason + " Epochs 1 to 2 are trained again, unreported."),
        second.lines().toString());
  }

  private static long train(Trainer trainer, MemoryTrial trial) throws Exception {
    trainer.train(trial);
    return trial.firstStep();
  }

  private List<List<Map<String, Double>>> sideBySide() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Map<String, Double>>>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int seed = i;
        running.add(threads.submit(() -> run(seed, "together")));
      }
      List<List<Map<String, Double>>> reports = new ArrayList<>();
      for (Future<List<Map<String, Double>>> trial : running) {
        reports.add(trial.get());
      }
      return reports;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Map<String, Double>> run(long seed, String name) throws Exception {
    Path directory = Files.createDirectories(folder.resolve(name + seed));
    MemoryTrial trial = new MemoryTrial(values("adam"), seed, directory);
    TRAINER.train(trial);
    return trial.reports();
  }

  private static Map<String, Object> values(String optimizer) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("epochs", 5);
    values.put("units", 16);
    values.put("train_size", 300);
    values.put("learning_rate", 0.02);
    values.put("schedule", "cosine");
    values.put("optimizer", optimizer);
    values.put("l2", 1e-4);
    values.put("dropout", 0.3);
    return values;
  }
}
