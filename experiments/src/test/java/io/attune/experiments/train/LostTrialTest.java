package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.SweepRunner;
import io.attune.run.Trainer;
import io.attune.run.WorkerPool;
import io.attune.space.CategoricalParameter;
import io.attune.space.Parameter;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Curve;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trials whose process dies go on from their last checkpoint as if nothing had happened. */
class LostTrialTest {
  @TempDir Path folder;

  /** Representative settings: together they have every kind of state that lives between epochs. */
  private record Setting(String name, NetworkProvider provider, Map<String, Object> values) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Setting> settings() {
    return Stream.of(
        new Setting(
            "momentum with everything on top",
            new MlpProvider(),
            Map.ofEntries(
                Map.entry("optimizer", "momentum"),
                Map.entry("momentum", 0.5),
                Map.entry("momentum_final", 0.95),
                Map.entry("batch_norm", true),
                Map.entry("averaging", "ema"),
                Map.entry("ema_decay", 0.9),
                Map.entry("schedule", "plateau"),
                Map.entry("plateau_patience", 0),
                Map.entry("learning_rate", 0.5),
                Map.entry("augmentation", "crop_flip"),
                Map.entry("crop_padding", 1),
                Map.entry("dropout", 0.3))),
        new Setting(
            "Adam in one cycle with a plain mean",
            new MlpProvider(),
            Map.of(
                "optimizer",
                "adam",
                "schedule",
                "one_cycle",
                "averaging",
                "swa",
                "swa_start",
                0.3,
                "batch_norm",
                true,
                "learning_rate",
                0.02)),
        new Setting(
            "RMSProp with limited norms and patience",
            new MlpProvider(),
            Map.of(
                "optimizer",
                "rmsprop",
                "max_norm",
                1.0,
                "patience",
                3,
                "patience_metric",
                "val_accuracy",
                "learning_rate",
                0.01,
                "l1",
                1e-4)),
        new Setting(
            "Adadelta with clipping and exponential decay",
            new MlpProvider(),
            Map.of(
                "optimizer",
                "adadelta",
                "schedule",
                "exponential",
                "warmup",
                1,
                "clip_norm",
                0.5,
                "learning_rate",
                1.0,
                "loss",
                "squared_svm")),
        new Setting(
            "AdamW in a residual network",
            new ResNetProvider(),
            Map.of("optimizer", "adamw", "width", 2, "schedule", "cosine", "clip_value", 0.1)),
        new Setting(
            "Nesterov in a convolutional network",
            new CnnProvider(),
            Map.of("optimizer", "nesterov", "filters", 2, "batch_norm", true, "dropout", 0.5)),
        new Setting(
            "Adagrad in full batches",
            new MlpProvider(),
            Map.of("optimizer", "adagrad", "full_batch", true, "schedule", "sqrt")),
        new Setting(
            "plain descent to a number",
            new MlpProvider(),
            Map.of("data", "polynomial", "optimizer", "sgd", "schedule", "step", "layers", 2)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void lostTrialGoesOnAsIfItHadNeverStopped(Setting setting) throws Exception {
    Map<String, Object> values = new LinkedHashMap<>(setting.values());
    values.put("epochs", 6);
    values.put("train_size", 200);
    Trainer trainer = setting.provider().trainer(Duration.ZERO);
    MemoryTrial whole = new MemoryTrial(values, 3, newFolder("whole"));
    Path parted = newFolder("parted");
    MemoryTrial first = new MemoryTrial(values, 3, parted, 0, 2);
    MortalTrial second = new MortalTrial(new MemoryTrial(values, 3, parted, 2, 9), 4);

    trainer.train(whole);
    trainer.train(first);
    assertThrows(MortalTrial.Death.class, () -> trainer.train(second));
    MemoryTrial third = new MemoryTrial(values, 3, parted, second.checkpoint(), 9);
    trainer.train(third);

    assertEquals(1, first.checkpoint());
    assertEquals(3, second.checkpoint());
    assertEquals(whole.reports().subList(3, whole.reports().size()), third.reports());
    assertEquals(trainer.test(whole), trainer.test(third));
  }

  @Test
  void quickTrialsLeaveNoCheckpoints() throws Exception {
    MemoryTrial trial = new MemoryTrial(Map.of("epochs", 3, "train_size", 50), 1, folder);

    new MlpProvider().trainer().train(trial);

    assertEquals(0, trial.checkpoint());
    assertEquals(List.of("best.weights"), names());
  }

  @Test
  void onlyTheLatestCheckpointIsKept() throws Exception {
    MemoryTrial trial = new MemoryTrial(Map.of("epochs", 4, "train_size", 50), 1, folder);

    new MlpProvider().trainer(Duration.ZERO).train(trial);

    assertEquals(3, trial.checkpoint());
    assertEquals(List.of("best.weights", "resume-3.checkpoint"), names());
  }

  @Test
  void trialOfAKilledWorkerGoesOnFromItsCheckpoint() throws Exception {
    try (H2Store store = H2Store.open(folder, "a test")) {
      Sweep sweep =
          Sweep.named("killed")
              .space(fixed("epochs", 6), fixed("train_size", 100), fixed("optimizer", "adam"))
              .maximize("val_accuracy")
              .trainer("mortal")
              .trials(1)
              .seed(1)
              .build();

      SweepId id = SweepRunner.of(sweep).store(store).executor(new WorkerPool("mortal")).run().id();

      List<Event> events = store.eventsAfter(id, 0, 1000);
      assertEquals(List.of(3L), resumptions(events));
      LiveHistory history = new LiveHistory(sweep.criteria());
      history.addAll(events);
      Trial trial = history.trial(1);
      assertTrue(trial.state() instanceof TrialState.Completed, trial.state().toString());
      assertEquals(expected("train_loss", seed(events)), numbers(trial.curve("train_loss")));
    }
  }

  private static Parameter fixed(String name, Object value) {
    return CategoricalParameter.of(name, value);
  }

  private static List<Long> resumptions(List<Event> events) {
    return events.stream()
        .filter(TrialEvent.Resumed.class::isInstance)
        .map(event -> ((TrialEvent.Resumed) event).fromStep())
        .toList();
  }

  /** The seed that the trial had, which it logs. */
  private static long seed(List<Event> events) {
    return events.stream()
        .filter(TrialEvent.Logged.class::isInstance)
        .map(event -> ((TrialEvent.Logged) event).text())
        .filter(line -> line.startsWith("seed "))
        .mapToLong(line -> Long.parseLong(line.substring(5)))
        .findFirst()
        .orElseThrow();
  }

  private List<Double> expected(String metric, long seed) throws Exception {
    MemoryTrial whole =
        new MemoryTrial(
            Map.of("epochs", 6, "train_size", 100, "optimizer", "adam"), seed, newFolder("whole"));
    new MlpProvider().trainer().train(whole);
    return whole.curve(metric);
  }

  private static List<Double> numbers(Curve curve) {
    return Stream.iterate(0, i -> i < curve.size(), i -> i + 1).map(curve::value).toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path newFolder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }
}
