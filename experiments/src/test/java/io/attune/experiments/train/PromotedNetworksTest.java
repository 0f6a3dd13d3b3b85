package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.SweepListener;
import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.ThreadExecutor;
import io.attune.run.TrialExecutor;
import io.attune.run.WorkerPool;
import io.attune.search.RungSpec;
import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.store.H2Store;
import io.attune.store.TrialFolder;
import io.attune.sweep.Sweep;
import io.attune.trial.Curve;
import io.attune.trial.Event;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that are paused at rungs and promoted report, bit by bit, what undivided ones do. */
class PromotedNetworksTest {
  private static final int TRIALS = 9;

  @TempDir Path folder;

  static List<SchedulerSpec> schedulers() {
    return List.of(
        new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 3, OptionalLong.empty()),
        new RungSpec.Hyperband(1, 9, 3));
  }

  private static Sweep sweep(SchedulerSpec scheduler) {
    return Sweep.named("promoted digits")
        .space(
            CategoricalParameter.constant("epochs", 9),
            CategoricalParameter.constant("train_size", 200),
            CategoricalParameter.of("optimizer", "momentum", "adam"),
            CategoricalParameter.of("schedule", "cosine", "plateau"),
            FloatParameter.logUniform("learning_rate", 1e-4, 1e-1),
            FloatParameter.uniform("dropout", 0, 0.5))
        .maximize("val_accuracy")
        .sampler(new SamplerSpec.Random())
        .scheduler(scheduler)
        .trainer("mlp")
        .parallel(2)
        .trials(TRIALS)
        .seed(3)
        .build();
  }

  private SweepResult run(String name, SchedulerSpec scheduler, TrialExecutor executor) {
    try (H2Store store = H2Store.open(folder.resolve(name), "a test")) {
      return SweepRunner.of(sweep(scheduler)).store(store).executor(executor).run();
    }
  }

  /** Every trial from its first epoch to its last at one go, in this process. */
  private SweepResult whole() {
    return run("whole", new SchedulerSpec.None(), new ThreadExecutor(new MlpProvider().trainer()));
  }

  private static void assertPartsOf(SweepResult whole, SweepResult result) {
    for (Trial trial : result.trials()) {
      Trial full = whole.history().trial(trial.number());
      assertEquals(full.assignment(), trial.assignment());
      assertEquals(
          curves(full, trial.lastStep()), curves(trial, 9), "metrics of trial " + trial.number());
    }
    List<Trial> promoted = result.trials().stream().filter(t -> t.attempt() > 1).toList();
    assertTrue(promoted.stream().anyMatch(t -> t.state() instanceof TrialState.Completed));
    assertTrue(result.trials().stream().anyMatch(t -> t.state() instanceof TrialState.Paused));
  }

  private static Map<String, Curve> curves(Trial trial, long until) {
    return trial.curves().entrySet().stream()
        .filter(curve -> !Instruments.OF_THE_MACHINE.contains(curve.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, curve -> curve.getValue().until(until)));
  }

  @ParameterizedTest
  @MethodSource("schedulers")
  void promotedNetworksOfWorkersReportWhatUndividedOnesDo(SchedulerSpec scheduler) {
    assertPartsOf(whole(), run("parts", scheduler, new WorkerPool("mlp")));
  }

  @Test
  void pausedTrialWhoseCheckpointWasDeletedTrainsAgainAndSaysSo() {
    SweepResult whole = whole();
    try (H2Store store = H2Store.open(folder.resolve("parts"), "a test")) {
      Vandal vandal = new Vandal(store);

      SweepResult result =
          SweepRunner.of(sweep(schedulers().get(0)))
              .store(store)
              .executor(new WorkerPool("mlp"))
              .listener(vandal)
              .run();

      assertPartsOf(whole, result);
      TrialEvent.Resumed robbed = vandal.robbed.orElseThrow();
      String expected =
          ": is missing, but the trial goes on after epoch %d. Epochs 1 to %d are trained again, unreported."
              .formatted(robbed.fromStep(), robbed.fromStep());
      List<String> said =
          store.eventsAfter(result.id(), 0, Integer.MAX_VALUE).stream()
              .filter(e -> e instanceof TrialEvent.Logged l && l.trial() == robbed.trial())
              .map(event -> ((TrialEvent.Logged) event).text())
              .filter(line -> line.endsWith(expected))
              .toList();
      assertEquals(1, said.size());
    }
  }

  /** Deletes the checkpoints of the first trial that is promoted, before it goes on. */
  private static final class Vandal implements SweepListener {
    private final H2Store store;
    private Optional<TrialEvent.Resumed> robbed = Optional.empty();

    Vandal(H2Store store) {
      this.store = store;
    }

    @Override
    public void happened(List<Event> events) {
      for (Event event : events) {
        if (event instanceof TrialEvent.Resumed resumed && robbed.isEmpty()) {
          robbed = Optional.of(resumed);
          rob(resumed.trial());
        }
      }
    }

    private void rob(int trial) {
      Path root = store.files(store.sweeps().get(0).id());
      List<Path> found = new ArrayList<>();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(TrialFolder.of(root, trial).path(), "resume-*.checkpoint")) {
        files.forEach(found::add);
        for (Path file : found) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertEquals(1, found.size());
    }
  }
}
