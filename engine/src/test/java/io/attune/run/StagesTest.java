package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.RungSpec;
import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Domain;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SpaceEdit;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Stage;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.Event;
import io.attune.trial.Phase;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sweep goes from few epochs and wide ranges to many and narrow ones, and repeats the best. */
class StagesTest {
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
        SamplerSpec.Qmc.standard(),
        new SamplerSpec.Nsga2(OptionalInt.of(4)));
  }

  private static SweepBuilder space(SamplerSpec sampler) {
    return Sweep.named("staged")
        .space(
            FloatParameter.logUniform("rate", 1e-4, 1),
            IntParameter.uniform("layers", 1, 3),
            CategoricalParameter.of("optimizer", "sgd", "adam", "bad"),
            FloatParameter.uniform("momentum", 0.5, 0.9).when(Condition.when("optimizer", "sgd")),
            FloatParameter.uniform("badness", 0, 1).when(Condition.when("optimizer", "bad")),
            IntParameter.uniform("epochs", 1, 20))
        .minimize("loss")
        .sampler(sampler)
        .seed(5);
  }

  static SweepBuilder sweep(SamplerSpec sampler) {
    return space(sampler)
        .stage(Stage.search("coarse", 12).fixed("epochs", 2))
        .stage(Stage.search("fine", 8).keep(3).fixed("epochs", 5))
        .stage(Stage.repeat("repeats", 2, 3).fixed("epochs", 8));
  }

  private static SweepBuilder sweep() {
    return sweep(new SamplerSpec.Random());
  }

  /** Longer training looks worse here, so that whoever compares across stages is found out. */
  static void train(TrialContext trial) {
    double off = Math.log10(trial.assignment().number("rate")) + 2;
    double choice = trial.assignment().text("optimizer").equals("bad") ? 9 : 0;
    long epochs = trial.assignment().integer("epochs");
    for (long epoch = trial.firstStep() + 1; epoch <= epochs; epoch++) {
      double loss = off * off + choice + epochs * 10 + (trial.seed() & 1023) * 1e-6;
      if (!trial.report(epoch, Map.of("loss", loss + 1.0 / epoch))) {
        return;
      }
    }
  }

  private SweepRunner runner(Sweep sweep) {
    return SweepRunner.of(sweep).store(store).trainer(StagesTest::train).build();
  }

  private void assertVerified(SweepId id, int suggestions) {
    Verifier.Report report = Verifier.verify(store, id);
    assertTrue(report.difference().isEmpty(), report.toString());
    assertEquals(suggestions, report.suggestions());
  }

  private List<SweepEvent.Staged> staged(SweepId id) {
    List<SweepEvent.Staged> stages = new ArrayList<>();
    for (List<Event> page : store.pages(id)) {
      page.stream()
          .filter(SweepEvent.Staged.class::isInstance)
          .forEach(event -> stages.add((SweepEvent.Staged) event));
    }
    return stages;
  }

  private static List<Integer> epochs(SweepResult result) {
    return result.trials().stream().map(t -> t.assignment().integer("epochs")).toList();
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void everyStageTrainsAsItSaysAndEverySuggestionCanBeMadeAgain(SamplerSpec sampler) {
    SweepRunner runner = runner(sweep(sampler).build());
    SweepResult result = runner.run();
    List<Integer> epochs = new ArrayList<>(Collections.nCopies(12, 2));
    epochs.addAll(Collections.nCopies(8, 5));
    epochs.addAll(Collections.nCopies(6, 8));
    assertEquals(epochs, epochs(result));
    assertEquals("all 6 trials of stage repeats are done", result.reason());
    assertVerified(runner.id(), 26);
  }

  @Test
  void aStageBeginsWithTheBestOfTheOneBeforeAndStaysAroundThem() {
    SweepRunner runner = runner(sweep(new SamplerSpec.Bayes()).build());
    SweepResult result = runner.run();
    List<Integer> best =
        result.trials().subList(0, 12).stream()
            .sorted((a, b) -> Double.compare(loss(a), loss(b)))
            .map(Trial::number)
            .limit(3)
            .toList();
    SweepEvent.Staged fine = staged(runner.id()).get(1);
    assertEquals(best, fine.from());
    for (int i = 0; i < 3; i++) {
      Trial parent = result.trials().get(best.get(i) - 1);
      Trial child = result.trials().get(12 + i);
      Map<String, Object> longer = new TreeMap<>(parent.assignment().values());
      longer.put("epochs", 5L);
      assertEquals(longer, new TreeMap<>(child.assignment().values()));
      assertEquals(
          "enqueued from trial " + best.get(i), result.history().steering().origin(child.number()));
    }
    Domain narrow = fine.domain();
    assertEquals(Map.of("epochs", 5L), narrow.fixed());
    for (Trial trial : result.trials().subList(12, 20)) {
      assertEquals(Optional.empty(), narrow.open().problem(trial.assignment()));
    }
    FloatParameter rate = (FloatParameter) narrow.space().parameter("rate").orElseThrow();
    assertTrue(rate.distribution().min() > 1e-4 || rate.distribution().max() < 1);
    assertFalse(narrow.space().parameter("badness").isPresent());
  }

  private static double loss(Trial trial) {
    return trial.curve("loss").min();
  }

  @Test
  void aShortTrainingIsNoRivalOfALongOne() {
    SweepResult result = runner(sweep().build()).run();
    int best = result.best().orElseThrow().number();
    assertTrue(best > 20, "trial " + best);
    assertEquals(
        IntStream.rangeClosed(21, 26).boxed().toList(),
        result.history().comparable().stream().map(Trial::number).toList());
    assertEquals(best, result.history().ranked().get(0).number());
    assertTrue(loss(result.trials().get(0)) < loss(result.trials().get(best - 1)));
  }

  @Test
  void repeatsShareSeedsTurnByTurnAndNothingElse() {
    Map<Integer, Long> seeds = Collections.synchronizedMap(new TreeMap<>());
    SweepRunner.of(sweep().build())
        .store(store)
        .trainer(
            trial -> {
              seeds.put(seeds.size() + 1, trial.seed());
              train(trial);
            })
        .run();
    assertEquals(seeds.get(21), seeds.get(22));
    assertEquals(seeds.get(23), seeds.get(24));
    assertEquals(seeds.get(25), seeds.get(26));
    assertEquals(23, Set.copyOf(seeds.values()).size());
  }

  @Test
  void aStageBeginsWhenTheLastTrialOfTheOneBeforeHasEndedAlsoSideBySide() {
    SweepRunner runner = runner(sweep(new SamplerSpec.Bayes()).parallel(4).build());
    runner.run();
    Set<Integer> open = new TreeSet<>();
    for (List<Event> page : store.pages(runner.id())) {
      for (Event event : page) {
        if (event instanceof TrialEvent.Started started) {
          open.add(started.trial());
        } else if (event instanceof TrialEvent.Ended ended) {
          open.remove(ended.trial());
        } else if (event instanceof SweepEvent.Staged stage) {
          assertEquals(Set.of(), open, stage.name());
        }
      }
    }
    assertVerified(runner.id(), 26);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aSweepThatIsInterruptedInAnyStageGoesOnAsIfItHadNotBeen(SamplerSpec sampler) {
    List<String> whole = results(runner(sweep(sampler).build()).run());
    for (int stopAt : List.of(5, 12, 13, 16, 20, 22, 26)) {
      AtomicReference<SweepRunner> first = new AtomicReference<>();
      AtomicInteger started = new AtomicInteger();
      Trainer stopping =
          trial -> {
            if (started.incrementAndGet() == stopAt) {
              first.get().stop("enough for today");
            }
            train(trial);
          };
      first.set(SweepRunner.of(sweep(sampler).build()).store(store).trainer(stopping).build());
      SweepResult half = first.get().run();
      assertEquals(SweepEvent.Outcome.INTERRUPTED, half.outcome());
      SweepId id = first.get().id();
      SweepResult rest = SweepRunner.resume(id).store(store).trainer(StagesTest::train).run();
      assertEquals(whole, results(rest), "stopped at trial " + stopAt);
      assertEquals(3, staged(id).size());
      assertVerified(id, 26);
    }
  }

  static List<String> results(SweepResult result) {
    return result.trials().stream()
        .map(t -> t.number() + " " + t.assignment().values() + " " + t.curve("loss").min())
        .toList();
  }

  @Test
  void schedulersSeeOneStageAtATime() {
    Sweep sweep =
        space(new SamplerSpec.Random())
            .scheduler(new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 3, OptionalLong.empty()))
            .stage(Stage.search("coarse", 9).fixed("epochs", 3))
            .stage(Stage.search("fine", 9).keep(2).fixed("epochs", 9))
            .build();
    SweepRunner runner = runner(sweep);
    SweepResult result = runner.run();
    long full = result.trials().stream().skip(9).filter(t -> t.lastStep() == 9).count();
    assertEquals(1, full, () -> steps(result));
    long third = result.trials().stream().skip(9).filter(t -> t.lastStep() >= 3).count();
    assertEquals(3, third, () -> steps(result));
    assertVerified(runner.id(), 18);
  }

  private static String steps(SweepResult result) {
    return result.trials().stream().map(Trial::lastStep).toList().toString();
  }

  @Test
  void theMedianOfAStageIsMadeOfItsOwnTrials() {
    Sweep sweep = sweep().scheduler(new SchedulerSpec.Median(3, 0)).build();
    SweepResult result = runner(sweep).run();
    List<Trial> fine = result.trials().subList(12, 20);
    // By coarse losses, which are far smaller, each of them would be stopped at once.
    assertTrue(
        fine.subList(0, 3).stream().allMatch(t -> t.state() instanceof TrialState.Completed));
    List<Trial> repeats = result.trials().subList(20, 26);
    assertTrue(repeats.stream().allMatch(t -> t.state() instanceof TrialState.Completed));
  }

  @Test
  void aStageWithoutAnyScoreEndsTheSweepAndSaysWhy() {
    SweepResult result =
        SweepRunner.of(sweep().build())
            .store(store)
            .trainer(
                trial -> {
                  throw new IllegalArgumentException("no");
                })
            .run();
    assertEquals(12, result.trials().size());
    assertEquals(
        "stage coarse has ended, and none of its 12 trials has a score to go on from",
        result.reason());
  }

  @Test
  void failedTrialsCountAndTheOthersAreGoneOnFrom() {
    SweepRunner runner =
        SweepRunner.of(sweep().build())
            .store(store)
            .trainer(
                trial -> {
                  if (trial.assignment().integer("layers") > 1) {
                    throw new IllegalArgumentException("too deep");
                  }
                  train(trial);
                })
            .build();
    SweepResult result = runner.run();
    SweepEvent.Staged fine = staged(runner.id()).get(1);
    fine.from()
        .forEach(n -> assertEquals(1, result.trials().get(n - 1).assignment().integer("layers")));
    assertEquals("repeats", result.history().steering().phase().orElseThrow().name());
  }

  @Test
  void fewerSurvivorsThanWantedAreRepeatedAsOftenAsAsked() {
    Sweep sweep =
        Sweep.named("few")
            .space(CategoricalParameter.of("optimizer", "sgd", "adam"))
            .minimize("loss")
            .sampler(new SamplerSpec.Grid())
            .seed(1)
            .stage(Stage.search("all", 5))
            .stage(Stage.repeat("again", 4, 3))
            .build();
    SweepResult result =
        SweepRunner.of(sweep)
            .store(store)
            .trainer(trial -> trial.report(1, Map.of("loss", (double) (trial.seed() & 15))))
            .run();
    assertEquals(2 + 6, result.trials().size());
    assertEquals(
        List.of(new Phase("all", 1, List.of()), 3),
        List.of(
            result.history().steering().phases().get(0),
            result.history().steering().phases().get(1).firstTrial()));
  }

  @Test
  void aReachedTargetEndsTheSweepAndALackOfImprovementEndsTheStage() {
    SweepResult target = runner(sweep().target(25).build()).run();
    assertTrue(target.trials().size() < 12, target.reason());
    Sweep dull =
        space(new SamplerSpec.Random())
            .minImprovement(1e9)
            .stage(Stage.search("coarse", 40).fixed("epochs", 2))
            .stage(Stage.search("fine", 8).keep(3).fixed("epochs", 5))
            .build();
    SweepResult ended = runner(dull).run();
    assertEquals(20 + 8, ended.trials().size());
  }

  @Test
  void pointsEnqueuedDuringAStageAreTriedInIt() {
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    AtomicInteger started = new AtomicInteger();
    runner.set(
        SweepRunner.of(sweep().build())
            .store(store)
            .trainer(
                trial -> {
                  if (started.incrementAndGet() == 12) {
                    runner.get().control().enqueue(Map.of("rate", 0.5)).join();
                    runner.get().control().enqueue(Map.of("rate", 0.25)).join();
                  } else if (started.get() == 24) {
                    CompletionException refused =
                        assertThrows(
                            CompletionException.class,
                            () -> runner.get().control().enqueue(Map.of("rate", 0.5)).join());
                    assertEquals(
                        "stage repeats only repeats the best; it takes no other points.",
                        refused.getCause().getMessage());
                  }
                  train(trial);
                })
            .build());
    SweepResult result = runner.get().run();
    assertEquals(2, result.trials().get(13).assignment().integer("epochs"));
    assertEquals(0.25, result.trials().get(13).assignment().number("rate"));
    assertEquals(28, result.trials().size());
    assertVerified(runner.get().id(), 28);
  }

  @Test
  void editsThatALaterStageCannotLiveWithAreRefused() {
    AtomicReference<SweepRunner> runner = new AtomicReference<>();
    AtomicReference<String> answer = new AtomicReference<>("");
    runner.set(
        SweepRunner.of(sweep().build())
            .store(store)
            .trainer(
                trial -> {
                  if (answer.get().isEmpty()) {
                    CompletionException refused =
                        assertThrows(
                            CompletionException.class,
                            () ->
                                runner
                                    .get()
                                    .control()
                                    .edit(new SpaceEdit.Narrow("epochs", 1, 4))
                                    .join());
                    answer.set(refused.getCause().getMessage());
                  }
                  train(trial);
                })
            .build());
    assertEquals(26, runner.get().run().trials().size());
    assertTrue(answer.get().startsWith("epochs"), answer.get());
  }

  @Test
  void aSweepThatLoopsByItselfGoesThroughTheStagesToo() {
    try (AskTell loop = AskTell.open(sweep().build(), store)) {
      List<AskTell.Ask> open = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        open.add(loop.ask().orElseThrow());
      }
      assertTrue(loop.ask().isEmpty(), "a stage waits until the one before has ended");
      open.forEach(ask -> loop.tell(ask, 10 + ask.trial()));
      for (Optional<AskTell.Ask> ask = loop.ask(); ask.isPresent(); ask = loop.ask()) {
        loop.tell(ask.get(), 20 + ask.get().trial());
      }
      assertEquals(26, loop.history().trials().size());
      assertEquals(21, loop.best().orElseThrow().number());
    }
    assertVerified(new SweepId(1), 26);
  }
}
