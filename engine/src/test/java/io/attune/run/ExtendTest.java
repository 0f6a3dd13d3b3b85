package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import io.attune.store.MemoryStore;
import io.attune.sweep.Conduct;
import io.attune.sweep.Stage;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ranges grow by themselves where the best value lies at their end. */
class ExtendTest {
  private final MemoryStore store = new MemoryStore();

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static SweepBuilder sweep() {
    return Sweep.named("grows")
        .space(FloatParameter.uniform("x", 1, 3))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .conduct(Conduct.PLAIN.growth(Conduct.Growth.AT_BORDERS))
        .trials(60)
        .seed(5);
  }

  /** Best at x = 4.5, which lies outside the range as it is at first. */
  private static void train(TrialContext trial) {
    trial.report(1, Map.of("loss", Math.abs(trial.assignment().number("x") - 4.5)));
  }

  private static List<TrainerProvider.Problem> upTo(double most, SearchSpace space) {
    double max = ((FloatParameter) space.parameters().get(0)).distribution().max();
    return max <= most
        ? List.of()
        : List.of(new TrainerProvider.Problem("x", "can be " + max + ", but takes up to " + most));
  }

  private SweepResult run(Sweep sweep, double most) {
    return SweepRunner.of(sweep)
        .store(store)
        .trainer(ExtendTest::train)
        .check(space -> upTo(most, space))
        .run();
  }

  private List<String> changes(SweepResult result) {
    List<String> changes = new ArrayList<>();
    for (List<Event> page : store.pages(result.id())) {
      for (Event event : page) {
        if (event instanceof SweepEvent.Edited edit) {
          changes.add(edit.change());
        }
      }
    }
    return changes;
  }

  @Test
  void rangeGrowsTowardsTheBestAndTheBudgetIsKept() {
    SweepResult result = run(sweep().build(), 100);
    assertEquals(
        List.of("x: widened from 1..3 to 1..4", "x: widened from 1..4 to 1..5"), changes(result));
    assertEquals(60, result.trials().size());
    assertEquals(4.5, result.best().orElseThrow().assignment().number("x"), 0.2);
    assertTrue(Verifier.verify(store, result.id()).difference().isEmpty());
  }

  @Test
  void rangeNeverGrowsPastWhatTheTrainerTakes() {
    SweepResult result = run(sweep().build(), 3.3);
    assertEquals(List.of("x: widened from 1..3 to 1..3.25"), changes(result).subList(0, 1));
    assertTrue(result.trials().stream().allMatch(trial -> trial.assignment().number("x") <= 3.3));
  }

  @Test
  void withoutTheKeyRangesStay() {
    SweepResult result = run(sweep().conduct(Conduct.PLAIN).build(), 100);
    assertEquals(List.of(), changes(result));
  }

  @Test
  void growthIsBounded() {
    Sweep sweep = sweep().trials(400).build();
    SweepResult result =
        SweepRunner.of(sweep)
            .store(store)
            .trainer(trial -> trial.report(1, Map.of("loss", -trial.assignment().number("x"))))
            .run();
    assertEquals(3, changes(result).size());
    assertTrue(result.best().orElseThrow().assignment().number("x") <= 6);
  }

  /** Short trainings want small values, long ones larger ones. */
  private static void trainInStages(TrialContext trial) {
    double wanted = trial.assignment().integer("epochs") == 1 ? 4.5 : 7;
    trial.report(1, Map.of("loss", Math.abs(trial.assignment().number("x") - wanted)));
  }

  private static SweepBuilder staged(Conduct.Growth growth) {
    return Sweep.named("grows in stages")
        .space(FloatParameter.uniform("x", 1, 5), IntParameter.uniform("epochs", 1, 9))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .conduct(Conduct.PLAIN.growth(growth))
        .stage(Stage.search("coarse", 30).fixed("epochs", 1))
        .stage(Stage.search("fine", 60).keep(3).fixed("epochs", 9))
        .stage(Stage.repeat("repeats", 2, 3).fixed("epochs", 9))
        .seed(5);
  }

  private SweepResult runInStages(Conduct.Growth growth) {
    return SweepRunner.of(staged(growth).build())
        .store(store)
        .trainer(ExtendTest::trainInStages)
        .run();
  }

  @Test
  void whatAStageNarrowedGrowsAgainWhereTheStageFindsItsBestAtTheBorder() {
    SweepResult result = runInStages(Conduct.Growth.AT_BORDERS);
    assertEquals(
        List.of(
            "x: widened from 1..5 to 1..7",
            "x: narrowed from 1..7 to 3.73..5.28",
            "x: widened from 3.73..5.28 to 3.73..6.1",
            "x: widened from 3.73..6.1 to 3.73..7.3",
            "x: widened from 3.73..7.3 to 3.73..9.1"),
        edits(result));
    assertEquals(7, result.best().orElseThrow().assignment().number("x"), 0.2);
    assertEquals(96, result.trials().size());
    assertTrue(Verifier.verify(store, result.id()).difference().isEmpty());
  }

  @Test
  void withoutTheKeyAStageStaysWhereTheOneBeforeItLeads() {
    SweepResult result = runInStages(Conduct.Growth.NONE);
    assertTrue(result.best().orElseThrow().assignment().number("x") < 5.5);
  }

  /** What became of x, by edits and where stages began. */
  private List<String> edits(SweepResult result) {
    List<String> changes = new ArrayList<>();
    for (List<Event> page : store.pages(result.id())) {
      for (Event event : page) {
        if (event instanceof SweepEvent.Edited edit) {
          changes.add(edit.change());
        } else if (event instanceof SweepEvent.Staged stage && stage.change().contains("x: ")) {
          changes.add(stage.change().substring(stage.change().indexOf("x: ")));
        }
      }
    }
    return changes;
  }
}
