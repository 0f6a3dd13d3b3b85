package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.H2Store;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainers and executors that misbehave: it costs their trial, never the sweep. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadTrainerTest {
  @TempDir Path folder;

  private static Sweep sweep(int trials) {
    return Sweep.named("trouble")
        .space(FloatParameter.uniform("x", 0, 1))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .seed(3)
        .trials(trials)
        .build();
  }

  private SweepResult run(Sweep sweep, Trainer trainer) {
    return run(sweep, new ThreadExecutor(trainer));
  }

  private SweepResult run(Sweep sweep, TrialExecutor executor) {
    try (H2Store store = H2Store.open(folder, "a test")) {
      return SweepRunner.of(sweep).store(store).executor(executor).run();
    }
  }

  private static Cause cause(Trial trial) {
    return ((TrialState.Failed) trial.state()).cause();
  }

  private static void fine(TrialContext trial) {
    trial.report(1, Map.of("loss", trial.assignment().number("x")));
  }

  // Trainers.

  @Test
  void aRetriedTrialMayReportStepZeroAgain() {
    AtomicInteger attempts = new AtomicInteger();
    SweepResult result =
        run(
            sweep(1),
            trial -> {
              trial.report(0, Map.of("loss", 2.0 - attempts.get()));
              if (attempts.getAndIncrement() == 0) {
                throw new InternalError("the machine breaks once");
              }
            });
    assertEquals(new TrialState.Completed(1.0), result.trials().get(0).state());
    assertEquals(1, result.trials().get(0).curve("loss").size());
  }

  @Test
  void whatIsNoMetricFailsItsTrialOnly() {
    Map<String, Double> nothing = new HashMap<>();
    nothing.put("loss", null);
    Map<String, Double> nameless = new HashMap<>();
    nameless.put(null, 1.0);
    List<Map<String, Double>> wrong =
        List.of(nothing, nameless, Map.of(" ", 1.0), Map.of("m".repeat(2_000_000), 1.0));
    AtomicInteger next = new AtomicInteger();
    SweepResult result = run(sweep(4), trial -> trial.report(1, wrong.get(next.getAndIncrement())));
    assertEquals(
        List.of(
            "reported no value for loss at step 1; leave a metric out or report NaN.",
            "reported a metric without a name at step 1.",
            "reported a metric without a name at step 1.",
            "reported a metric with a name of 2000000 characters at step 1; 500 are the most."),
        result.trials().stream().map(trial -> cause(trial).message()).toList());
  }

  @Test
  void anEnormousErrorMessageIsCutNotLost() {
    SweepResult result =
        run(
            sweep(1),
            trial -> {
              throw new IllegalArgumentException("no ".repeat(1_000_000));
            });
    String message = cause(result.trials().get(0)).message();
    assertTrue(message.startsWith("no no no "), "starts otherwise");
    assertTrue(message.length() < 10_000, "has " + message.length() + " characters");
  }

  @Test
  void nothingLoggedIsNoReasonToFail() {
    SweepResult result =
        run(
            sweep(1),
            trial -> {
              String nothing = Collections.<String>singletonList(null).get(0);
              trial.log(nothing);
              fine(trial);
            });
    assertTrue(result.best().isPresent());
  }

  @Test
  void aTestThatReturnsNothingFailsByItselfOnly() {
    Trainer trainer =
        new Trainer() {
          @Override
          public void train(TrialContext trial) {
            fine(trial);
          }

          @Override
          public Map<String, Double> test(TrialContext trial) {
            return Collections.<Map<String, Double>>singletonList(null).get(0);
          }
        };
    SweepResult result = run(sweep(2), trainer);
    assertEquals(SweepEvent.Outcome.FINISHED, result.outcome());
    assertEquals(Map.of(), result.best().orElseThrow().test());
  }

  @Test
  void aTestThatReportsAsIfItTrainedFailsByItselfOnly() {
    Trainer trainer =
        new Trainer() {
          @Override
          public void train(TrialContext trial) {
            fine(trial);
          }

          @Override
          public Map<String, Double> test(TrialContext trial) {
            trial.report(1, Map.of("loss", 0.0));
            return Map.of("test_loss", 0.0);
          }
        };
    SweepResult result = run(sweep(2), trainer);
    assertEquals(SweepEvent.Outcome.FINISHED, result.outcome());
    assertEquals(1, result.best().orElseThrow().curve("loss").size());
    try (H2Store store = H2Store.open(folder, "a test")) {
      assertTrue(
          store.eventsAfter(result.id(), 0, 100).stream()
              .filter(TrialEvent.Logged.class::isInstance)
              .map(event -> ((TrialEvent.Logged) event).text())
              .anyMatch(line -> line.contains("test(…) cannot report; return its metrics instead")),
          "says so in the trial's log");
    }
  }

  @Test
  void aStragglerOfAFinishedTrialIsNotHeard() throws Exception {
    AtomicReference<TrialContext> kept = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean heard = new AtomicBoolean(true);
    Thread straggler =
        new Thread(
            () -> {
              try {
                ended.await();
                heard.set(kept.get().report(2, Map.of("loss", -1.0)));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    straggler.start();
    SweepResult result =
        run(
            sweep(2),
            trial -> {
              fine(trial);
              if (!kept.compareAndSet(null, trial)) {
                ended.countDown();
                straggler.join();
              }
            });
    assertFalse(heard.get());
    assertEquals(1, result.trials().get(0).curve("loss").size());
  }

  @Test
  void aTrainerThatSwallowsInterruptsStillHearsThatItIsOver() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    try (MemoryStore store = new MemoryStore()) {
      runner.set(
          SweepRunner.of(sweep(1))
              .store(store)
              .trainer(
                  trial -> {
                    runner.get().stop("enough");
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      // Swallowed, as careless code does.
                      Thread.sleep(300);
                    }
                    if (!trial.report(1, Map.of("loss", 1.0))) {
                      told.countDown();
                    }
                  })
              .build());
      assertEquals("enough", runner.get().run().reason());
      assertTrue(told.await(10, TimeUnit.SECONDS), "the report was never answered");
    }
  }

  // Executors.

  @Test
  void anExecutorThatTellsNonsenseIsToldSo() {
    AtomicReference<String> complaint = new AtomicReference<>("none");
    TrialExecutor executor =
        new TrialExecutor() {
          @Override
          public void start(TrialPlan plan, Inbox inbox) {
            try {
              var unused = inbox.reported(plan, 1L << 40, Map.of("loss", 1.0));
            } catch (IllegalArgumentException e) {
              complaint.set(e.getMessage());
            }
            inbox.ended(plan, Optional.empty());
          }

          @Override
          public void kill(TrialPlan plan) {}

          @Override
          public void close() {}
        };
    SweepResult result = run(sweep(1), executor);
    assertEquals(Cause.Kind.NO_METRIC, cause(result.trials().get(0)).kind());
    assertEquals("reported step 1099511627776; steps go up to 68719476735.", complaint.get());
  }
}
