package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.store.MemoryStore;
import io.attune.sweep.Conduct;
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
}
