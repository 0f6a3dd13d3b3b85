package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SpaceEdit;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People tell a sweep what to try, what is known, and where to search. */
class SteeringTest {
  private final MemoryStore store = new MemoryStore();

  @AfterEach
  void closeStore() {
    store.close();
  }

  static Stream<SamplerSpec> samplers() {
    return Stream.of(
        new SamplerSpec.Random(),
        new SamplerSpec.Bayes(),
        new SamplerSpec.Tpe(4, 24),
        new SamplerSpec.Cma(0.2, OptionalInt.of(4)),
        SamplerSpec.Qmc.standard(),
        new SamplerSpec.Nsga2(OptionalInt.of(4)));
  }

  private static SweepBuilder sweep(SamplerSpec sampler) {
    return Sweep.named("steered")
        .space(
            FloatParameter.uniform("x", 0, 1),
            CategoricalParameter.of("optimizer", "sgd", "adam"),
            FloatParameter.uniform("momentum", 0.5, 0.9).when(Condition.when("optimizer", "sgd")))
        .minimize("loss")
        .sampler(sampler)
        .trials(12)
        .seed(5);
  }

  private static SweepBuilder sweep() {
    return sweep(new SamplerSpec.Random());
  }

  /** Best at x = 1.5, which lies outside the space as it is at first. */
  private static void train(TrialContext trial) {
    Assignment values = trial.assignment();
    double off = values.number("x") - 1.5;
    trial.report(1, Map.of("loss", off * off + 0.1 * values.number("momentum", 0.4)));
  }

  private SweepRunner runner(Sweep sweep) {
    return SweepRunner.of(sweep).store(store).trainer(SteeringTest::train).build();
  }

  private void assertVerified(SweepId id, int suggestions) {
    Verifier.Report report = Verifier.verify(store, id);
    assertTrue(report.difference().isEmpty(), report.toString());
    assertEquals(suggestions, report.suggestions());
  }

  private static List<Assignment> assignments(SweepResult result) {
    return result.trials().stream().map(Trial::assignment).toList();
  }

  private static String refusal(CompletableFuture<Void> answer) {
    return assertThrows(CompletionException.class, answer::join).getCause().getMessage();
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void pointsOfTheSweepAreTriedFirstAndTheSamplerFillsWhatIsLeftOpen(SamplerSpec sampler) {
    Map<String, Object> whole = Map.of("x", 0.25, "optimizer", "sgd", "momentum", 0.75);
    SweepResult result =
        runner(sweep(sampler).enqueue(whole).enqueue(Map.of("optimizer", "adam")).build()).run();
    assertEquals(new Assignment(whole), result.trials().get(0).assignment());
    assertEquals("adam", result.trials().get(1).assignment().text("optimizer"));
    assertTrue(result.trials().get(1).assignment().has("x"));
    assertEquals(12, result.trials().size());
    assertEquals(2, result.history().steering().enqueued().size());
    assertVerified(result.id(), 12);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aPointEnqueuedWhileTrialsRunComesNext(SamplerSpec sampler) {
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    runner.set(
        SweepRunner.of(sweep(sampler).parallel(3).build())
            .store(store)
            .trainer(
                trial -> {
                  if (trial.directory().endsWith("trial-4")) {
                    runner.get().control().enqueue(Map.of("x", 0.125, "optimizer", "adam")).join();
                  }
                  train(trial);
                })
            .build());
    SweepResult result = runner.get().run();
    assertEquals(
        1, result.trials().stream().filter(t -> t.assignment().number("x") == 0.125).count());
    assertVerified(result.id(), 12);
  }

  @Test
  void ordersThatMakeNoSenseAreRefusedAndLeaveNothingBehind() {
    SweepRunner runner = runner(sweep().build());
    CompletableFuture<Void> unknown = runner.control().enqueue(Map.of("y", 1));
    CompletableFuture<Void> outside = runner.control().edit(new SpaceEdit.Widen("x", 0.5, 2));
    SweepResult result = runner.run();
    assertEquals("there is no parameter y; there are [x, optimizer, momentum].", refusal(unknown));
    assertEquals("x: 0.5..2 does not widen 0..1; give a range that contains it.", refusal(outside));
    assertEquals(
        "the sweep has ended; resume it with what you want.",
        refusal(runner.control().enqueue(Map.of("x", 0.5))));
    assertFalse(
        store.eventsAfter(result.id(), 0, 1000).stream()
            .anyMatch(e -> e instanceof SweepEvent.Enqueued || e instanceof SweepEvent.Edited));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aKilledSweepTriesEachWaitingPointOnceAndContinuesAsIfNothingHadHappened(
      SamplerSpec sampler) {
    Sweep asked =
        sweep(sampler)
            .enqueue(Map.of("x", 0.1))
            .enqueue(Map.of("x", 0.2))
            .enqueue(Map.of("x", 0.3))
            .build();
    SweepResult whole = runner(asked).run();
    List<Event> events = store.eventsAfter(whole.id(), 0, 1000);
    // As a kill leaves it: any number of events is on disk. The first ones come together.
    for (int kept = 4; kept < events.size(); kept += 3) {
      SweepId cut = store.open(asked, "", events.get(0).at());
      store.append(cut, 0, events.subList(0, kept));
      SweepResult rest = SweepRunner.resume(cut).store(store).trainer(SteeringTest::train).run();
      assertEquals(assignments(whole), assignments(rest), "after " + kept + " events");
      assertVerified(cut, 12);
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aWidenedRangeIsSearchedFromThenOnAndHistoryIsKept(SamplerSpec sampler) {
    SweepResult result = runEditedAtTrial(6, sampler, new SpaceEdit.Widen("x", 0, 2));
    List<Trial> trials = result.trials();
    assertTrue(trials.subList(0, 6).stream().allMatch(t -> t.assignment().number("x") <= 1));
    assertTrue(
        trials.subList(7, 12).stream().anyMatch(t -> t.assignment().number("x") > 1),
        assignments(result).toString());
    assertTrue(result.best().orElseThrow().assignment().number("x") > 1);
    assertVerified(result.id(), 12);
    assertResumesAcrossTheEdit(result);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aNarrowedRangeKeepsToItWhateverLiesOutside(SamplerSpec sampler) {
    SweepResult result =
        runEditedAtTrial(
            6,
            sampler,
            new SpaceEdit.Narrow("x", 0.25, 0.5),
            new SpaceEdit.Fix("optimizer", "sgd"),
            new SpaceEdit.Fix("momentum", 0.5));
    for (Trial trial : result.trials().subList(7, 12)) {
      double x = trial.assignment().number("x");
      assertTrue(x >= 0.25 && x <= 0.5, trial.assignment().toString());
      assertEquals(0.5, trial.assignment().number("momentum"));
    }
    assertVerified(result.id(), 12);
    assertResumesAcrossTheEdit(result);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void anAddedChoiceIsTried(SamplerSpec sampler) {
    SweepResult result = runEditedAtTrial(4, sampler, new SpaceEdit.Add("optimizer", "lion"));
    assertTrue(
        result.trials().stream().anyMatch(t -> t.assignment().text("optimizer").equals("lion")));
    assertVerified(result.id(), 12);
  }

  @Test
  void gridTriesOnlyWhatAnAddedChoiceBrings() {
    Sweep grid =
        Sweep.named("grid")
            .space(
                IntParameter.uniform("x", 1, 2),
                CategoricalParameter.of("optimizer", "sgd", "adam"))
            .minimize("loss")
            .sampler(new SamplerSpec.Grid())
            .build();
    SweepRunner first = runner(grid);
    assertEquals(4, first.run().trials().size());
    SweepRunner second =
        SweepRunner.resume(first.id()).store(store).trainer(SteeringTest::train).build();
    CompletableFuture<Void> edited = second.control().edit(new SpaceEdit.Add("optimizer", "lion"));
    SweepResult result = second.run();
    edited.join();
    assertEquals(
        List.of("lion", "lion"),
        result.trials().subList(4, 6).stream().map(t -> t.assignment().text("optimizer")).toList());
    assertEquals(6, result.trials().size());
    assertVerified(result.id(), 6);
  }

  private SweepResult runEditedAtTrial(int number, SamplerSpec sampler, SpaceEdit... edits) {
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    runner.set(
        SweepRunner.of(sweep(sampler).build())
            .store(store)
            .trainer(
                trial -> {
                  if (trial.directory().endsWith("trial-" + number)) {
                    runner.get().control().edit(edits).join();
                  }
                  train(trial);
                })
            .build());
    return runner.get().run();
  }

  private void assertResumesAcrossTheEdit(SweepResult whole) {
    List<Event> events = store.eventsAfter(whole.id(), 0, 1000);
    int edit = 0;
    while (!(events.get(edit) instanceof SweepEvent.Edited)) {
      edit++;
    }
    for (int kept : new int[] {edit + 1, edit + 6, events.size() - 4}) {
      SweepId cut = store.open(whole.sweep(), "", events.get(0).at());
      store.append(cut, 0, events.subList(0, kept));
      SweepResult rest = SweepRunner.resume(cut).store(store).trainer(SteeringTest::train).run();
      assertEquals(assignments(whole), assignments(rest));
    }
  }

  @Test
  void aFinishedSweepGoesOnOnceMoreTrialsAreAllowed() {
    SweepRunner first = runner(sweep().build());
    first.run();
    SweepRunner second =
        SweepRunner.resume(first.id()).store(store).trainer(SteeringTest::train).build();
    CompletableFuture<Void> fewer = second.control().extend(12);
    CompletableFuture<Void> more = second.control().extend(15);
    CompletableFuture<Void> point = second.control().enqueue(Map.of("x", 1, "optimizer", "adam"));
    SweepResult result = second.run();
    CompletableFuture.allOf(more, point).join();
    assertEquals(
        "the sweep may start 12 trials already, which 12 would not raise.", refusal(fewer));
    assertEquals(15, result.trials().size());
    assertEquals("all 15 trials are done", result.reason());
    assertEquals(1.0, result.trials().get(12).assignment().number("x"));
    assertVerified(result.id(), 15);
  }

  @Test
  void fixedParametersDoNotVaryAndWhatDependsOnThemFollows() {
    SweepResult result = runner(sweep().fixed("optimizer", "sgd").build()).run();
    assertTrue(
        result.trials().stream()
            .allMatch(
                t ->
                    t.assignment().text("optimizer").equals("sgd")
                        && t.assignment().has("momentum")));
    SweepResult adam = runner(sweep().fixed("optimizer", "adam").build()).run();
    assertTrue(adam.trials().stream().noneMatch(t -> t.assignment().has("momentum")));
    assertVerified(result.id(), 12);
  }

  @Test
  void askTellTakesTheSameOrders() {
    try (AskTell search = AskTell.open(sweep().enqueue(Map.of("x", 0.5)).build(), store)) {
      AskTell.Ask first = search.ask().orElseThrow();
      assertEquals(0.5, first.assignment().number("x"));
      search.tell(first, 1.0);
      search.enqueue(Map.of("x", 0.75, "optimizer", "adam"));
      search.edit(new SpaceEdit.Fix("optimizer", "sgd"));
      assertEquals(
          new Assignment(Map.of("x", 0.75, "optimizer", "adam")),
          search.ask().orElseThrow().assignment());
      assertEquals("sgd", search.ask().orElseThrow().assignment().text("optimizer"));
      assertEquals(
          "x: 3 is not one of its values; it takes numbers from 0.0 to 1.0.",
          assertThrows(IllegalArgumentException.class, () -> search.enqueue(Map.of("x", 3)))
              .getMessage());
    }
    assertVerified(new SweepId(1), 3);
  }
}
