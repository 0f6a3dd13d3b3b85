package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.RungSpec;
import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real runs in which trials are paused at rungs and go on from their checkpoints. */
class PromotionTest {
  private static final int TRIALS = 13;

  static Stream<SchedulerSpec> promoting() {
    return Stream.of(
        new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 3, OptionalLong.empty()),
        new RungSpec.SuccessiveHalving(9, 1, 3),
        new RungSpec.Hyperband(1, 12, 3));
  }

  private static Sweep sweep(SchedulerSpec scheduler, int parallel) {
    return Sweep.named("promoted")
        .space(FloatParameter.uniform("x", 0, 1))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .scheduler(scheduler)
        .trainer("chaos")
        .parallel(parallel)
        .trials(TRIALS)
        .seed(3)
        .build();
  }

  private static SweepResult run(TrialStore store, Sweep sweep) {
    return SweepRunner.of(sweep).store(store).trainer(ChaosTrainer::train).run();
  }

  private static SweepResult whole() {
    try (MemoryStore store = new MemoryStore()) {
      return run(store, sweep(new SchedulerSpec.None(), 1));
    }
  }

  /** Every curve is the beginning of that of an uninterrupted trial, and the best is whole. */
  private static void assertTrainedInPieces(SweepResult result) {
    SweepResult whole = whole();
    assertEquals(TRIALS, result.trials().size(), "paused trials count once");
    for (Trial trial : result.trials()) {
      Curve full = whole.history().trial(trial.number()).curve("loss");
      assertEquals(full.until(trial.lastStep()), trial.curve("loss"), "trial " + trial.number());
      assertEquals(
          trial.lastStep() == ChaosTrainer.STEPS,
          trial.state() instanceof TrialState.Completed,
          trial.toString());
    }
    assertTrue(result.trials().stream().anyMatch(trial -> trial.attempt() > 1));
    assertTrue(result.trials().stream().anyMatch(t -> t.state() instanceof TrialState.Paused));
    assertTrue(result.best().orElseThrow().state() instanceof TrialState.Completed);
  }

  @ParameterizedTest
  @MethodSource("promoting")
  void promotedTrialsReportWhatUninterruptedOnesDo(SchedulerSpec scheduler) {
    for (int parallel : new int[] {1, 3}) {
      try (MemoryStore store = new MemoryStore()) {
        SweepResult result = run(store, sweep(scheduler, parallel));
        assertEquals(SweepEvent.Outcome.FINISHED, result.outcome());
        assertEquals("all 13 trials are done", result.reason());
        assertTrainedInPieces(result);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void suggestionsOfBohbCanBeMadeAgain(int parallel) {
    Sweep sweep =
        Sweep.named("bohb")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(SamplerSpec.Bohb.standard())
            .scheduler(new RungSpec.Hyperband(1, 12, 3))
            .trainer("chaos")
            .parallel(parallel)
            .trials(40)
            .seed(3)
            .build();
    try (MemoryStore store = new MemoryStore()) {
      SweepResult result = run(store, sweep);
      assertTrue(result.trials().stream().anyMatch(trial -> trial.attempt() > 1));
      Verifier.Report report = Verifier.verify(store, result.id());
      assertTrue(report.difference().isEmpty(), report.toString());
    }
  }

  @Test
  void workerProcessesGoOnFromCheckpointsOfEachOther() {
    Sweep sweep = sweep(new RungSpec.SuccessiveHalving(9, 1, 3), 2);
    try (MemoryStore store = new MemoryStore()) {
      assertTrainedInPieces(
          SweepRunner.of(sweep).store(store).executor(new WorkerPool("chaos")).run());
    }
  }

  @ParameterizedTest
  @MethodSource("promoting")
  void aSweepThatWasKilledPromotesAsIfItHadNotBeen(SchedulerSpec scheduler) {
    Sweep sweep = sweep(scheduler, 1);
    try (MemoryStore whole = new MemoryStore();
        MemoryStore store = new MemoryStore()) {
      List<TrialState> expected = states(run(whole, sweep));
      SweepResult part = null;
      // Pulls the plug again and again. The listener hears earlier reports again, too.
      for (int reports = 5; part == null || part.outcome() == SweepEvent.Outcome.INTERRUPTED; ) {
        part = runFor(store, sweep, part == null ? null : part.id(), reports);
        reports += 37;
      }
      assertEquals(expected, states(part));
      assertTrainedInPieces(part);
    }
  }

  private static SweepResult runFor(
      TrialStore store, Sweep sweep, @Nullable SweepId id, int reports) {
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    AtomicInteger left = new AtomicInteger(reports);
    SweepRunner.Builder builder = id == null ? SweepRunner.of(sweep) : SweepRunner.resume(id);
    runner.set(
        builder
            .store(store)
            .trainer(ChaosTrainer::train)
            .listener(
                events ->
                    events.stream()
                        .filter(TrialEvent.Reported.class::isInstance)
                        .filter(event -> left.decrementAndGet() == 0)
                        .forEach(event -> runner.get().stop("pulled the plug")))
            .build());
    return runner.get().run();
  }

  private static List<TrialState> states(SweepResult result) {
    return result.trials().stream().map(Trial::state).toList();
  }

  @Test
  void askTellHandsPausedTrialsOutAgain() {
    Sweep sweep = sweep(new RungSpec.SuccessiveHalving(9, 1, 3), 1);
    List<String> handedOut = new ArrayList<>();
    try (AskTell search = AskTell.open(sweep)) {
      for (var ask = search.ask(); ask.isPresent(); ask = search.ask()) {
        AskTell.Ask trial = ask.get();
        handedOut.add(trial.trial() + "@" + trial.firstStep());
        long step = trial.firstStep() + 1;
        while (step <= 12 && search.report(trial, step, loss(trial, step))) {
          step++;
        }
        assertEquals(step <= 12, search.isPaused(trial));
        if (!search.isPaused(trial)) {
          search.done(trial);
        }
      }
      History history = search.history();
      assertEquals(TRIALS, history.trials().size());
      int best = history.best().orElseThrow().number();
      assertTrue(handedOut.containsAll(List.of(best + "@0", best + "@1", best + "@3")));
      assertTrue(history.trial(best).state() instanceof TrialState.Completed);
    }
  }

  @Test
  void whoKeepsNoCheckpointsEndsPausedTrials() {
    Sweep sweep = sweep(new RungSpec.SuccessiveHalving(9, 1, 3), 1);
    try (AskTell search = AskTell.open(sweep)) {
      AskTell.Ask ask = search.ask().orElseThrow();
      assertFalse(search.report(ask, 1, loss(ask, 1)));
      assertTrue(search.isPaused(ask));
      assertEquals(
          new TrialState.Stopped(1, "no checkpoint"), search.stop(ask, "no checkpoint").state());
      assertFalse(search.isPaused(ask));
    }
  }

  private static Map<String, Double> loss(AskTell.Ask ask, long step) {
    return Map.of("loss", ask.assignment().number("x") + 1.0 / step);
  }
}
