package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Guidance;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep takes from earlier ones of its store. */
class EarlierSweepsTest {
  @TempDir Path folder;
  private H2Store store;

  @BeforeEach
  void openStore() {
    store = H2Store.open(folder, "a test");
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static SearchSpace space(double low, double high) {
    return SearchSpace.of(
        FloatParameter.uniform("x", low, high), CategoricalParameter.of("kind", "a", "b"));
  }

  private static SweepBuilder sweep(SearchSpace space) {
    return Sweep.named("s").space(space).minimize("loss").trials(16).seed(3);
  }

  private static void train(TrialContext trial) {
    Assignment values = trial.assignment();
    if (values.text("kind").equals("b") && values.number("x") > 0.9) {
      throw new IllegalStateException("out of memory");
    }
    double off = values.number("x") - 0.3;
    trial.report(4, Map.of("loss", off * off + (values.text("kind").equals("a") ? 0 : 1)));
  }

  private SweepResult run(Sweep sweep) {
    return SweepRunner.of(sweep).store(store).trainer(EarlierSweepsTest::train).run();
  }

  private <T extends SweepEvent> List<T> events(SweepResult result, Class<T> kind) {
    return store.eventsAfter(result.id(), 0, 10_000).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static String note(List<SweepEvent.Noted> notes) {
    assertEquals(1, notes.size());
    return notes.get(0).text();
  }

  /** Losses of trials 1 to 16 at points spread evenly over both kinds. */
  private SweepResult earlier() {
    SweepBuilder sweep = sweep(space(0, 1)).sampler(new SamplerSpec.Random());
    for (int i = 0; i < 16; i++) {
      sweep.enqueue(Map.of("x", i / 15.0, "kind", i % 2 == 0 ? "a" : "b"));
    }
    return run(sweep.build());
  }

  @Test
  void priorTrialsAreObservationsThatCostNothing() {
    SweepResult earlier = earlier();
    SweepResult result = run(sweep(space(0, 0.5)).trials(6).priorRun(1).build());
    List<SweepEvent.Prior> priors = events(result, SweepEvent.Prior.class);
    assertEquals(8, priors.size());
    assertEquals(
        "known from the start: 8 of 16 trials of sweep 1; 8 lie outside this space",
        note(events(result, SweepEvent.Noted.class)));
    assertEquals(6, result.trials().size());
    // Without the earlier trials the first ones fill the space; with them they go to the best.
    Trial first = result.trials().get(0);
    assertEquals("a", first.assignment().text("kind"));
    assertEquals(0.3, first.assignment().number("x"), 0.1);
    assertEquals(earlier.trials().get(0).assignment(), priors.get(0).assignment());
    Verifier.Report report = Verifier.verify(store, result.id());
    assertTrue(report.difference().isEmpty(), report.toString());
  }

  @Test
  void aFailedPriorTrialIsKnownAsSuch() {
    earlier();
    SweepResult result =
        run(
            sweep(space(0, 1))
                .trials(1)
                .guidance(
                    Guidance.NONE
                        .priorRun(Guidance.Earlier.trial(1, 16))
                        .priorRun(Guidance.Earlier.trial(1, 5)))
                .build());
    List<SweepEvent.Prior> priors = events(result, SweepEvent.Prior.class);
    assertEquals(List.of(16, 5), priors.stream().map(SweepEvent.Prior::trial).toList());
    assertEquals(Map.of(), priors.get(0).metrics());
    assertEquals(4, priors.get(1).step());
    assertEquals(
        List.of("known from the start: trial 1/16", "known from the start: trial 1/5"),
        events(result, SweepEvent.Noted.class).stream().map(SweepEvent.Noted::text).toList());
    assertEquals(1, result.best().orElseThrow().number());
  }

  @Test
  void trialsWithoutTheObjectiveAreCounted() {
    earlier();
    SweepResult result =
        SweepRunner.of(
                Sweep.named("s").space(space(0, 1)).minimize("error").trials(1).priorRun(1).build())
            .store(store)
            .trainer(trial -> trial.report(1, Map.of("error", 1.0)))
            .run();
    assertEquals(
        "known from the start: 1 of 16 trials of sweep 1; 15 have no error",
        note(events(result, SweepEvent.Noted.class)));
  }

  @Test
  void aWarmStartTriesTheBestDistinctPointsThatFit() {
    earlier();
    SearchSpace other =
        SearchSpace.of(
            FloatParameter.uniform("x", 0, 1),
            CategoricalParameter.of("kind", "b", "c"),
            FloatParameter.uniform("y", 0, 1));
    SweepResult result =
        SweepRunner.of(sweep(other).trials(24).warmStart(1).build())
            .store(store)
            .trainer(trial -> trial.report(1, Map.of("loss", trial.assignment().number("y"))))
            .run();
    List<SweepEvent.Enqueued> first = events(result, SweepEvent.Enqueued.class);
    // Kind a is not known here, so trials 5, 7 and 3 give their x alone.
    assertEquals(
        List.of(Map.of("x", 4 / 15.0), Map.of("x", 6 / 15.0), Map.of("x", 2 / 15.0)),
        first.stream().map(point -> point.point().values()).toList());
    assertEquals("trial 5 of sweep 1", first.get(0).by());
    assertEquals(
        "tried first: the 3 best distinct points of sweep 1 that fit this space",
        note(events(result, SweepEvent.Noted.class)));
    assertEquals(4 / 15.0, result.trials().get(0).assignment().number("x"));
    Verifier.Report report = Verifier.verify(store, result.id());
    assertTrue(report.difference().isEmpty(), report.toString());
  }

  @Test
  void anEarlierSweepThatIsNotThereIsToldBeforeAnythingIsKept() {
    earlier();
    assertEquals(
        "prior_runs: there is no sweep 9 in this store; it has 1 sweeps.",
        assertThrows(
                IllegalArgumentException.class, () -> run(sweep(space(0, 1)).priorRun(9).build()))
            .getMessage());
    Guidance trial = Guidance.NONE.priorRun(Guidance.Earlier.trial(1, 17));
    assertEquals(
        "prior_runs: sweep 1 has no trial 17; it has 16.",
        assertThrows(
                IllegalArgumentException.class,
                () -> run(sweep(space(0, 1)).guidance(trial).build()))
            .getMessage());
    assertEquals(
        "warm_start: there is no sweep 9 in this store; it has 1 sweeps.",
        assertThrows(
                IllegalArgumentException.class, () -> run(sweep(space(0, 1)).warmStart(9).build()))
            .getMessage());
    assertEquals(1, store.sweeps().size());
  }

  @Test
  void nothingButItsOwnEventsIsNeededAfterwards() {
    earlier();
    SweepResult result = run(sweep(space(0, 1)).trials(6).priorRun(1).warmStart(1).build());
    List<Event> events = store.eventsAfter(result.id(), 0, 10_000);
    try (H2Store elsewhere = H2Store.open(folder.resolve("elsewhere"), "a test")) {
      SweepId copy = elsewhere.open(result.sweep(), "", events.get(0).at());
      elsewhere.append(copy, 0, events);
      Verifier.Report report = Verifier.verify(elsewhere, copy);
      assertTrue(report.difference().isEmpty(), report.toString());
      assertEquals(6, report.suggestions());
    }
  }
}
