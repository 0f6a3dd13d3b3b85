package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Suggestions are a function of what happened, so they can be made again. */
class ReplayTest {
  static Stream<SamplerSpec> samplers() {
    return Stream.of(
        new SamplerSpec.Grid(),
        new SamplerSpec.Random(),
        new SamplerSpec.Bayes(),
        new SamplerSpec.Tpe(4, 24),
        SamplerSpec.Bohb.standard(),
        new SamplerSpec.Cma(0.2, OptionalInt.of(4)),
        SamplerSpec.Qmc.standard());
  }

  private static SearchSpace space(SamplerSpec sampler) {
    FloatParameter rate = FloatParameter.logUniform("learning_rate", 1e-3, 1);
    return SearchSpace.of(
        sampler instanceof SamplerSpec.Grid
            ? CategoricalParameter.of("learning_rate", 0.001, 0.01, 0.1, 1.0)
            : rate,
        CategoricalParameter.of("optimizer", "sgd", "momentum"),
        FloatParameter.uniform("momentum", 0.5, 0.9)
            .quantum(0.1)
            .when(Condition.when("optimizer", "momentum")),
        IntParameter.uniform("layers", 1, 3));
  }

  private static Sweep sweep(SamplerSpec sampler, int parallel) {
    return Sweep.named("replayed")
        .space(space(sampler))
        .minimize("loss")
        .sampler(sampler)
        .scheduler(new SchedulerSpec.Median(3, 1))
        .parallel(parallel)
        .trials(14)
        .seed(11)
        .build();
  }

  private static void train(TrialContext trial) {
    Assignment values = trial.assignment();
    double rate = Math.log10(values.number("learning_rate")) + 2;
    double loss = rate * rate + values.number("momentum", 0) + 0.1 * values.integer("layers");
    for (int epoch = 1; epoch <= 4; epoch++) {
      if (!trial.report(epoch, Map.of("loss", loss + 1.0 / epoch))) {
        return;
      }
    }
  }

  private static List<Assignment> assignments(SweepResult result) {
    return result.trials().stream().map(Trial::assignment).toList();
  }

  private static SweepResult runInterruptedBy(
      TrialStore store, Sweep sweep, int stopAtTrial, int stopAtEpoch) {
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    runner.set(
        SweepRunner.of(sweep)
            .store(store)
            .trainer(
                trial -> {
                  if (trial.directory().endsWith("trial-" + stopAtTrial)) {
                    for (int epoch = 1; epoch < stopAtEpoch; epoch++) {
                      trial.report(epoch, Map.of("loss", 0.5));
                    }
                    runner.get().stop("pulled the plug");
                    Thread.sleep(60_000);
                  }
                  train(trial);
                })
            .build());
    return runner.get().run();
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void anInterruptedSweepContinuesTheSequenceOfAnUninterruptedOne(SamplerSpec sampler) {
    Sweep sweep = sweep(sampler, 1);
    try (MemoryStore store = new MemoryStore()) {
      SweepResult whole = SweepRunner.of(sweep).store(store).trainer(ReplayTest::train).run();
      assertEquals(14, whole.trials().size());
      for (int trial : new int[] {1, 6, 14}) {
        SweepResult part = runInterruptedBy(store, sweep, trial, 3);
        assertEquals(SweepEvent.Outcome.INTERRUPTED, part.outcome());
        SweepResult rest =
            SweepRunner.resume(part.id()).store(store).trainer(ReplayTest::train).run();
        assertEquals(assignments(whole), assignments(rest));
        assertEquals(
            whole.trials().stream().map(Trial::state).toList(),
            rest.trials().stream().map(Trial::state).toList());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void everySuggestionCanBeMadeAgainAtAnyParallelism(SamplerSpec sampler) {
    for (int parallel : new int[] {1, 2, 4}) {
      try (MemoryStore store = new MemoryStore()) {
        SweepResult result =
            SweepRunner.of(sweep(sampler, parallel)).store(store).trainer(ReplayTest::train).run();
        Verifier.Report report = Verifier.verify(store, result.id());
        assertEquals(14, report.suggestions());
        assertTrue(report.difference().isEmpty(), report.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aForgedSuggestionIsFound(SamplerSpec sampler) {
    try (MemoryStore store = new MemoryStore()) {
      SweepResult result =
          SweepRunner.of(sweep(sampler, 2)).store(store).trainer(ReplayTest::train).run();
      SweepId forged = store.open(result.sweep(), "", result.trials().get(0).started());
      List<Event> events = new ArrayList<>(store.eventsAfter(result.id(), 0, 10_000));
      events.replaceAll(event -> isStartOf(event, 9) ? forge((TrialEvent.Started) event) : event);
      store.append(forged, 0, events);
      Verifier.Difference difference = Verifier.verify(store, forged).difference().orElseThrow();
      assertEquals(9, difference.trial());
      assertEquals(result.trials().get(8).assignment(), difference.recomputed().orElseThrow());
    }
  }

  private static boolean isStartOf(Event event, int trial) {
    return event instanceof TrialEvent.Started started && started.trial() == trial;
  }

  private static Event forge(TrialEvent.Started event) {
    return new TrialEvent.Started(
        event.trial(),
        event.at(),
        new Assignment(Map.of("learning_rate", 0.01, "optimizer", "none", "layers", 1L)),
        event.seen());
  }
}
