package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.Move;
import io.attune.search.SamplerSpec;
import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.space.FloatParameter;
import io.attune.store.H2Store;
import io.attune.store.MemoryStore;
import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Criteria;
import io.attune.trial.History;
import io.attune.trial.LiveHistory;
import io.attune.trial.Milestone;
import io.attune.trial.Objective;
import io.attune.trial.Rung;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Schedulers, samplers, listeners and stores that misbehave: the sweep ends and says why. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TroubleTest {
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

  private static SweepResult run(Scheduler scheduler, int trials, Trainer trainer) {
    try (MemoryStore store = new MemoryStore()) {
      SweepId id = store.open(sweep(trials), "", Instant.EPOCH);
      Ledger ledger = new Ledger(store, store.sweep(id).orElseThrow(), events -> {});
      return new RunLoop(
              ledger,
              scheduler,
              new ThreadExecutor(trainer),
              new TrialFiles(store.files(id), ledger.history(), 1),
              new RangeExtender(ledger.sweep(), space -> List.of()),
              Clock.systemUTC())
          .run();
    }
  }

  private static void fine(TrialContext trial) {
    trial.report(1, Map.of("loss", trial.assignment().number("x")));
  }

  // Schedulers.

  private record Scripted(
      Function<History, Move> moves, Function<TrialEvent.Reported, Verdict> verdicts)
      implements Scheduler {
    @Override
    public Move next(History history) {
      return moves.apply(history);
    }

    @Override
    public Verdict judge(History history, TrialEvent.Reported report) {
      return verdicts.apply(report);
    }
  }

  @Test
  void aSchedulerThatThrowsEndsTheSweepWithItsMessage() {
    Scheduler judging =
        new Scripted(
            history -> new Move.Start(),
            report -> {
              throw new IllegalStateException("no verdict");
            });
    SweepResult result = run(judging, 3, TroubleTest::fine);
    assertEquals(SweepEvent.Outcome.INTERRUPTED, result.outcome());
    assertEquals(
        "the scheduler failed: java.lang.IllegalStateException: no verdict", result.reason());
    Scheduler moving =
        new Scripted(
            history -> {
              throw new IllegalStateException("no move");
            },
            report -> new Verdict.Continue());
    assertEquals(
        "the scheduler failed: java.lang.IllegalStateException: no move",
        run(moving, 3, TroubleTest::fine).reason());
  }

  @Test
  void onlyPausedTrialsCanBeResumed() {
    Scheduler hasty =
        new Scripted(
            history -> history.trials().isEmpty() ? new Move.Start() : new Move.Resume(1),
            report -> new Verdict.Continue());
    assertEquals(
        "the scheduler wants to resume trial 1, which is not paused",
        run(hasty, 3, TroubleTest::fine).reason());
    Scheduler dreaming = new Scripted(history -> new Move.Resume(7), report -> new Verdict.Pause());
    assertEquals(
        "the scheduler wants to resume trial 7, which is not paused",
        run(dreaming, 3, TroubleTest::fine).reason());
  }

  @Test
  void aSchedulerThatWaitsForNothingEndsTheSweep() {
    Scheduler idle =
        new Scripted(
            history -> history.trials().isEmpty() ? new Move.Start() : new Move.Wait(),
            report -> new Verdict.Pause());
    SweepResult result = run(idle, 3, TroubleTest::fine);
    assertEquals(SweepEvent.Outcome.INTERRUPTED, result.outcome());
    assertEquals("the scheduler waits, but nothing runs that could end", result.reason());
  }

  @Test
  void aSamplerThatBreaksDownEndsTheSweep() {
    Mailbox mailbox = new Mailbox();
    try (SuggestionDesk desk = new SuggestionDesk(new Suggester(sweep(1)), mailbox)) {
      desk.request(
          new History() {
            @Override
            public Criteria criteria() {
              return Criteria.of(Objective.minimize("loss"));
            }

            @Override
            public long sequence() {
              return 0;
            }

            @Override
            public List<Trial> trials() {
              throw new AssertionError("a bug in a sampler");
            }

            @Override
            public Optional<Trial> best() {
              return Optional.empty();
            }

            @Override
            public List<Double> lossesAt(long step) {
              return List.of();
            }

            @Override
            public Rung rung(Milestone milestone) {
              throw new AssertionError("samplers need no rungs");
            }

            @Override
            public History snapshot() {
              return this;
            }
          });
      List<Mailbox.Message> mail = mailbox.take(Duration.ofSeconds(10));
      assertEquals(
          List.of(
              new Mailbox.Stop("the sampler failed: java.lang.AssertionError: a bug in a sampler")),
          mail);
    }
  }

  // Stopping.

  @Test
  void stoppingBeforeTheStartStartsNothing() {
    SweepRunner runner = SweepRunner.of(sweep(3)).trainer(TroubleTest::fine).build();
    runner.stop("never mind");
    runner.stop("never mind twice");
    SweepResult result = runner.run();
    assertEquals("never mind", result.reason());
    assertEquals(0, result.trials().size());
    runner.stop("too late");
  }

  @Test
  void interruptingTheRunnersThreadStopsTheSweepAndKeepsTheInterrupt() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicReference<String> reason = new AtomicReference<>();
    CountDownLatch trains = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              SweepResult result =
                  SweepRunner.of(sweep(1))
                      .trainer(
                          trial -> {
                            trains.countDown();
                            new CountDownLatch(1).await();
                          })
                      .run();
              reason.set(result.reason());
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    trains.await();
    thread.interrupt();
    thread.join();
    assertEquals("the runner's thread was interrupted", reason.get());
    assertTrue(interrupted.get(), "the interrupt must be kept");
  }

  // Stores and listeners.

  @Test
  void aStoreThatFailsEndsTheRunAndItsTrials() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (H2Store store = H2Store.open(folder, "a test")) {
      TrialStore failing = WatchedStore.fullAfter(store, 4);
      SweepRunner runner =
          SweepRunner.of(sweep(3))
              .store(failing)
              .trainer(
                  trial -> {
                    try {
                      for (int step = 1; trial.report(step, Map.of("loss", 1.0)); step++) {
                        Thread.onSpinWait();
                      }
                    } finally {
                      interrupted.countDown();
                    }
                  })
              .build();
      assertEquals("no space left", assertThrows(StoreException.class, runner::run).getMessage());
      assertTrue(interrupted.await(10, TimeUnit.SECONDS), "the trial runs on");
    }
  }

  @Test
  void aListenerThatThrowsEndsTheRunAndItsTrials() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    SweepRunner runner =
        SweepRunner.of(sweep(3))
            .trainer(
                trial -> {
                  try {
                    fine(trial);
                  } finally {
                    ended.countDown();
                  }
                })
            .listener(
                events -> {
                  if (events.stream().anyMatch(TrialEvent.Reported.class::isInstance)) {
                    throw new IllegalStateException("a broken display");
                  }
                })
            .build();
    assertEquals(
        "a broken display", assertThrows(IllegalStateException.class, runner::run).getMessage());
    assertTrue(ended.await(10, TimeUnit.SECONDS), "the trial runs on");
  }

  @Test
  void filesThatVanishWhileTheyAreDeletedHarmNothing() throws Exception {
    LiveHistory none = new LiveHistory(sweep(1).objective());
    TrialFiles files = new TrialFiles(folder, none, 1);
    AtomicBoolean over = new AtomicBoolean();
    Path deep = files.of(1).resolve("a/b/c");
    Thread trainer =
        new Thread(
            () -> {
              while (!over.get()) {
                try {
                  Files.createDirectories(deep);
                  Files.deleteIfExists(deep);
                  Files.deleteIfExists(deep.getParent());
                } catch (java.io.IOException e) {
                  Thread.onSpinWait();
                }
              }
            });
    trainer.start();
    try {
      for (int i = 0; i < 3000; i++) {
        files.clear(1);
      }
    } finally {
      over.set(true);
      trainer.join();
    }
    files.clear(1);
    assertFalse(Files.exists(files.of(1)));
  }
}
