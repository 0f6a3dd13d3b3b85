package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.FloatParameter;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lost attempts go on from the step that was checkpointed. */
class CheckpointTest {
  private static final int STEPS = 6;

  @TempDir Path folder;

  private static Sweep sweep() {
    return Sweep.named("lost")
        .space(FloatParameter.uniform("x", 0, 1))
        .minimize("loss")
        .trials(1)
        .seed(1)
        .build();
  }

  /** Reports every step, and does something after each. */
  private static void count(TrialContext trial, AfterStep after) throws Exception {
    for (long step = trial.firstStep() + 1; step <= STEPS; step++) {
      if (!trial.report(step, Map.of("loss", 1.0 / step))) {
        return;
      }
      after.happens(trial, step);
    }
  }

  private interface AfterStep {
    void happens(TrialContext trial, long step) throws Exception;
  }

  private static List<Long> resumptions(H2Store store, SweepId id) {
    List<Event> events = store.eventsAfter(id, 0, 1000);
    return events.stream()
        .filter(TrialEvent.Resumed.class::isInstance)
        .map(event -> ((TrialEvent.Resumed) event).fromStep())
        .toList();
  }

  private static void assertWhole(Trial trial) {
    assertEquals(new TrialState.Completed(1.0 / STEPS), trial.state());
    assertEquals(STEPS, trial.curve("loss").size());
    for (int i = 0; i < STEPS; i++) {
      assertEquals(1.0 / (i + 1), trial.curve("loss").value(i));
    }
  }

  @Test
  void retryStartsAfterTheCheckpointAndVoidsWhatWasReportedLater() {
    try (H2Store store = H2Store.open(folder, "a test")) {
      Trainer trainer =
          trial ->
              count(
                  trial,
                  (t, step) -> {
                    Path weights = t.directory().resolve("weights");
                    assertEquals(step > 3, Files.exists(weights));
                    if (step == 3) {
                      Files.createFile(weights);
                      t.checkpointed(step);
                    } else if (step == 5 && t.firstStep() == 0) {
                      throw new OutOfMemoryError("as a dying worker would");
                    }
                  });

      SweepResult result = SweepRunner.of(sweep()).store(store).trainer(trainer).run();

      assertEquals(List.of(3L), resumptions(store, result.id()));
      assertWhole(result.trials().get(0));
    }
  }

  @Test
  void retryWithoutACheckpointStartsAfreshInAnEmptyFolder() {
    try (H2Store store = H2Store.open(folder, "a test")) {
      Trainer trainer =
          trial -> {
            Path litter = trial.directory().resolve("litter");
            if (!Files.exists(litter.resolveSibling("../died"))) {
              Files.createFile(litter.resolveSibling("../died"));
              Files.createFile(litter);
              trial.report(1, Map.of("loss", 9.0));
              throw new OutOfMemoryError("as a dying worker would");
            }
            assertEquals(false, Files.exists(litter));
            count(trial, (t, step) -> {});
          };

      SweepResult result = SweepRunner.of(sweep()).store(store).trainer(trainer).run();

      assertEquals(List.of(0L), resumptions(store, result.id()));
      assertWhole(result.trials().get(0));
    }
  }

  @Test
  void resumedSweepGoesOnFromTheCheckpointOfAnInterruptedTrial() throws Exception {
    try (H2Store store = H2Store.open(folder, "a test")) {
      CountDownLatch reached = new CountDownLatch(1);
      SweepRunner first =
          SweepRunner.of(sweep())
              .store(store)
              .trainer(
                  trial ->
                      count(
                          trial,
                          (t, step) -> {
                            t.checkpointed(step);
                            if (step == 4) {
                              reached.countDown();
                              Thread.sleep(60_000);
                            }
                          }))
              .build();
      Thread stopper =
          new Thread(
              () -> {
                try {
                  reached.await();
                  first.stop("a test");
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      stopper.start();
      SweepId id = first.run().id();
      stopper.join();

      SweepResult result =
          SweepRunner.resume(id).store(store).trainer(trial -> count(trial, (t, step) -> {})).run();

      assertEquals(List.of(4L), resumptions(store, id));
      assertWhole(result.trials().get(0));
    }
  }

  @Test
  void markOfAStepThatWasNeverStoredIsNotBelieved() throws Exception {
    try (H2Store store = H2Store.open(folder, "a test")) {
      Trainer trainer =
          trial ->
              count(
                  trial,
                  (t, step) -> {
                    if (step == 2 && !Files.exists(t.directory().resolve("../died"))) {
                      Files.createFile(t.directory().resolve("../died"));
                      t.checkpointed(77);
                      throw new OutOfMemoryError("as a dying worker would");
                    }
                  });

      SweepResult result = SweepRunner.of(sweep()).store(store).trainer(trainer).run();

      assertEquals(List.of(0L), resumptions(store, result.id()));
      assertWhole(result.trials().get(0));
    }
  }
}
