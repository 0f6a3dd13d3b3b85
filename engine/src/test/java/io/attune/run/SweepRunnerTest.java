package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.Cause;
import io.attune.trial.Criteria;
import io.attune.trial.Event;
import io.attune.trial.Objective;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepRunnerTest {
  private final MemoryStore store = new MemoryStore();

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static SweepBuilder sweep() {
    return Sweep.named("parabola")
        .space(FloatParameter.uniform("x", -5, 5))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .seed(3)
        .trials(5);
  }

  private static double parabola(TrialContext trial) {
    double x = trial.assignment().number("x");
    return (x - 1) * (x - 1);
  }

  private SweepResult run(SweepBuilder sweep, Trainer trainer) {
    return SweepRunner.of(sweep.build()).store(store).trainer(trainer).run();
  }

  private List<Event> events(SweepId id) {
    return store.eventsAfter(id, 0, Integer.MAX_VALUE);
  }

  @Test
  void everyTrialRunsAndTheBestIsTheOneWithTheSmallestLoss() {
    SweepResult result = run(sweep(), trial -> trial.report(1, Map.of("loss", parabola(trial))));
    assertEquals(5, result.trials().size());
    assertEquals("all 5 trials are done", result.reason());
    assertEquals(SweepEvent.Outcome.FINISHED, result.outcome());
    double smallest =
        result.trials().stream().mapToDouble(t -> t.curve("loss").last()).min().orElseThrow();
    assertEquals(new TrialState.Completed(smallest), result.best().orElseThrow().state());
  }

  @Test
  void aSweepWithoutAStoreRunsInMemory() {
    SweepResult result =
        SweepRunner.of(sweep().build()).trainer(t -> t.report(1, Map.of("loss", 1.0))).run();
    assertEquals(5, result.trials().size());
  }

  @Test
  void aThrowingTrainerFailsItsTrialWithTheMessageAndTheSweepGoesOn() {
    SweepResult result =
        run(
            sweep(),
            trial -> {
              if (trial.assignment().number("x") < 0) {
                throw new IllegalArgumentException("x is negative");
              }
              trial.report(1, Map.of("loss", parabola(trial)));
            });
    List<Trial> failed =
        result.trials().stream().filter(t -> t.state() instanceof TrialState.Failed).toList();
    assertEquals(5, result.trials().size());
    assertTrue(failed.size() > 0 && failed.size() < 5);
    for (Trial trial : failed) {
      Cause cause = ((TrialState.Failed) trial.state()).cause();
      assertEquals(Cause.Kind.ERROR, cause.kind());
      assertEquals("x is negative", cause.message());
      assertTrue(cause.detail().contains("SweepRunnerTest"), cause.detail());
    }
  }

  @Test
  void notANumberIsRecordedFailsTheTrialAndIsNeverBest() {
    SweepResult result =
        run(
            sweep().criteria(Criteria.of(Objective.maximize("accuracy"))),
            trial -> {
              trial.report(1, Map.of("accuracy", 0.5));
              boolean odd = trial.assignment().number("x") < 0;
              boolean goOn =
                  trial.report(2, Map.of("accuracy", odd ? Double.POSITIVE_INFINITY : 0.6));
              assertEquals(!odd, goOn);
            });
    Trial odd =
        result.trials().stream()
            .filter(t -> t.assignment().number("x") < 0)
            .findFirst()
            .orElseThrow();
    assertEquals(
        new TrialState.Failed(Cause.of(Cause.Kind.NOT_FINITE, "accuracy was Infinity at step 2")),
        odd.state());
    assertEquals(Double.POSITIVE_INFINITY, odd.curve("accuracy").last());
    assertEquals(new TrialState.Completed(0.6), result.best().orElseThrow().state());
  }

  @Test
  void aTrainerThatSaysItDivergedFailsForThatReason() {
    SweepResult result =
        run(
            sweep().trials(1),
            trial -> {
              throw new DivergedException("train_loss is NaN after epoch 2");
            });
    assertEquals(
        new TrialState.Failed(Cause.of(Cause.Kind.NOT_FINITE, "train_loss is NaN after epoch 2")),
        result.trials().get(0).state());
  }

  @Test
  void aTrialThatNeverReportsTheObjectiveFails() {
    SweepResult result = run(sweep().trials(1), trial -> trial.report(1, Map.of("los", 1.0)));
    assertEquals(
        new TrialState.Failed(
            Cause.of(
                Cause.Kind.NO_METRIC,
                "the trainer ended without reporting loss; it reported [los]")),
        result.trials().get(0).state());
  }

  @Test
  void stepsMustGrow() {
    SweepResult result =
        run(
            sweep().trials(1),
            trial -> {
              trial.report(0, Map.of("loss", 1.0));
              trial.report(0, Map.of("loss", 1.0));
            });
    TrialState.Failed failed = (TrialState.Failed) result.trials().get(0).state();
    assertEquals("reported step 0 after step 0; steps must grow.", failed.cause().message());
  }

  @Test
  void aTrialThatTakesTooLongFailsAndTheSweepGoesOn() {
    SweepResult result =
        run(
            sweep().trials(2).trialTime(Duration.ofMillis(300)),
            trial -> {
              trial.report(1, Map.of("loss", parabola(trial)));
              new CountDownLatch(1).await();
            });
    assertEquals(2, result.trials().size());
    assertEquals(
        new TrialState.Failed(
            Cause.of(Cause.Kind.TIMEOUT, "ran longer than the trial_time of 0.3s")),
        result.trials().get(0).state());
  }

  @Test
  void theTimeBudgetStopsRunningTrialsAndStartsNoMore() {
    SweepResult result =
        run(
            sweep().trials(1000).time(Duration.ofSeconds(4)),
            trial -> {
              for (int step = 1; trial.report(step, Map.of("loss", parabola(trial))); step++) {
                Thread.sleep(20);
              }
            });
    assertEquals("the time budget of 4s is used up", result.reason());
    assertEquals(1, result.trials().size());
    TrialState.Stopped stopped = (TrialState.Stopped) result.trials().get(0).state();
    assertEquals("the time budget of 4s is used up", stopped.reason());
  }

  @Test
  void aGridEndsWhenEveryPointWasTried() {
    SweepResult result =
        run(
            Sweep.named("grid")
                .space(IntParameter.uniform("a", 1, 3), CategoricalParameter.of("b", "p", "q"))
                .minimize("loss")
                .sampler(new SamplerSpec.Grid())
                .parallel(2),
            trial -> trial.report(1, Map.of("loss", 1.0 * trial.assignment().integer("a"))));
    assertEquals(6, result.trials().size());
    assertEquals(6, result.trials().stream().map(Trial::assignment).distinct().count());
    assertEquals("nothing is left to try", result.reason());
  }

  @Test
  void theMedianRuleStopsBadTrialsAndTheTrainerHearsOfIt() {
    AtomicInteger heardStop = new AtomicInteger();
    SweepResult result =
        run(
            sweep().trials(12).scheduler(new SchedulerSpec.Median(2, 1)),
            trial -> {
              for (int step = 1; step <= 6; step++) {
                if (!trial.report(step, Map.of("loss", parabola(trial)))) {
                  heardStop.incrementAndGet();
                  return;
                }
              }
            });
    long stopped =
        result.trials().stream().filter(t -> t.state() instanceof TrialState.Stopped).count();
    assertTrue(stopped > 2, "stopped " + stopped);
    assertEquals(stopped, heardStop.get());
    assertTrue(result.best().orElseThrow().state() instanceof TrialState.Completed);
  }

  @Test
  void whatATrialLogsIsKeptButNotWithoutEnd() {
    SweepResult result =
        run(
            sweep().trials(1),
            trial -> {
              trial.log("hello");
              for (int i = 0; i < 5000; i++) {
                trial.log("flood ".repeat(10));
              }
              trial.report(1, Map.of("loss", 1.0));
            });
    List<String> lines =
        events(result.id()).stream()
            .filter(TrialEvent.Logged.class::isInstance)
            .map(event -> ((TrialEvent.Logged) event).text())
            .toList();
    assertEquals("hello", lines.get(0));
    assertTrue(lines.get(lines.size() - 1).endsWith(" … (rest dropped)"));
    assertTrue(lines.stream().mapToInt(String::length).sum() < 65_000);
  }

  @Test
  void theWinnerAloneIsTestedOnceAndItsFilesAreKept() {
    List<Long> tested = new ArrayList<>();
    Trainer trainer =
        new Trainer() {
          @Override
          public void train(TrialContext trial) throws Exception {
            Files.writeString(trial.directory().resolve("model"), "" + parabola(trial));
            trial.report(1, Map.of("loss", parabola(trial)));
          }

          @Override
          public Map<String, Double> test(TrialContext trial) throws Exception {
            tested.add(trial.seed());
            double loss = Double.parseDouble(Files.readString(trial.directory().resolve("model")));
            return Map.of("test_loss", loss);
          }
        };
    SweepResult result = run(sweep().parallel(2).trials(20), trainer);
    Trial best = result.best().orElseThrow();
    assertEquals(1, tested.size());
    assertEquals(Map.of("test_loss", best.curve("loss").last()), best.test());
    String[] kept = store.files(result.id()).toFile().list();
    assertEquals(List.of("trial-" + best.number()), List.of(kept));
  }

  @Test
  void stoppingInterruptsTrialsAndResumingRunsThemAgain() throws Exception {
    CountDownLatch third = new CountDownLatch(1);
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    runner.set(
        SweepRunner.of(sweep().build())
            .store(store)
            .trainer(
                trial -> {
                  trial.report(1, Map.of("loss", parabola(trial)));
                  if (third.getCount() == 1 && trial.directory().endsWith("trial-3")) {
                    third.countDown();
                    runner.get().stop("a test stops it");
                    new CountDownLatch(1).await();
                  }
                })
            .build());
    SweepResult interrupted = runner.get().run();
    assertEquals(SweepEvent.Outcome.INTERRUPTED, interrupted.outcome());
    assertEquals("a test stops it", interrupted.reason());
    TrialState.Failed failed = (TrialState.Failed) interrupted.trials().get(2).state();
    assertEquals(Cause.Kind.INTERRUPTED, failed.cause().kind());

    SweepResult resumed =
        SweepRunner.resume(interrupted.id())
            .store(store)
            .trainer(trial -> trial.report(1, Map.of("loss", parabola(trial))))
            .run();
    assertEquals(SweepEvent.Outcome.FINISHED, resumed.outcome());
    assertEquals(5, resumed.trials().size());
    assertEquals(2, resumed.trials().get(2).attempt());
    assertTrue(resumed.trials().stream().allMatch(t -> t.state() instanceof TrialState.Completed));
  }

  @Test
  void aRunnerNeedsATrainer() {
    Sweep impossible =
        Sweep.named("x").space(FloatParameter.uniform("x", 0, 1)).minimize("loss").build();
    IllegalStateException missing =
        assertThrows(
            IllegalStateException.class, () -> SweepRunner.of(impossible).store(store).build());
    assertEquals("give a trainer(…) or an executor(…) first.", missing.getMessage());
  }

  @Test
  void trialsAreSeededByTheSweepAndTheirNumber() {
    List<Long> first = new ArrayList<>();
    List<Long> second = new ArrayList<>();
    run(sweep(), trial -> first.add(trial.seed()));
    run(sweep(), trial -> second.add(trial.seed()));
    assertEquals(first, second);
    assertEquals(5, first.stream().distinct().count());
    List<Long> other = new ArrayList<>();
    run(sweep().seed(4), trial -> other.add(trial.seed()));
    assertFalse(other.stream().anyMatch(first::contains));
  }
}
