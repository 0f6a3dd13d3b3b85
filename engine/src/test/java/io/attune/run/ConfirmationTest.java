package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.analysis.Comparison;
import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Trial;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
  private final MemoryStore store = new MemoryStore();
  private final Map<Integer, Long> seeds = Collections.synchronizedMap(new HashMap<>());

  @AfterEach
  void closeStore() {
    store.close();
  }

  /** The loss is x and luck; every trial of one seed has the same luck. */
  private void train(TrialContext trial) {
    seeds.put(seeds.size(), trial.seed());
    double x = trial.assignment().number("x");
    double own = 1e-3 * new Random(trial.seed() ^ Double.doubleToLongBits(x)).nextGaussian();
    trial.report(1, Map.of("loss", x + own + new Random(trial.seed()).nextGaussian()));
  }

  private SweepResult searched() {
    Sweep sweep =
        Sweep.named("search")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .trials(6)
            .seed(3)
            .build();
    return SweepRunner.of(sweep).store(store).trainer(this::train).run();
  }

  private Sweep again(SweepResult result, int top, int repeats) {
    List<Trial> trials = result.trials().subList(0, top);
    return Confirmation.of(result.id(), result.sweep(), result.history(), trials, repeats);
  }

  @Test
  void everyTurnTrainsEachAssignmentWithOneNewSeed() {
    SweepResult first = searched();
    Set<Long> old = new HashSet<>(seeds.values());
    seeds.clear();
    Sweep sweep = again(first, 3, 4);
    SweepResult result = SweepRunner.of(sweep).store(store).trainer(this::train).run();
    assertEquals(12, result.trials().size());
    for (int i = 0; i < 12; i++) {
      assertEquals(first.trials().get(i % 3).assignment(), result.trials().get(i).assignment());
      assertEquals(seeds.get(i - i % 3), seeds.get(i));
    }
    assertEquals(4, new HashSet<>(seeds.values()).size());
    assertTrue(Collections.disjoint(old, seeds.values()));
    assertTrue(Verifier.verify(store, result.id()).difference().isEmpty());
  }

  @Test
  void sharedLuckIsTakenOutOfTheComparison() {
    SweepResult result =
        SweepRunner.of(again(searched(), 3, 5)).store(store).trainer(this::train).run();
    Comparison comparison = Confirmation.compare(result.sweep(), result.history()).orElseThrow();
    assertEquals(1, comparison.undecided().size());
    assertTrue(comparison.noise() > 0.1, comparison.toString());
  }

  @Test
  void searchIsToldFromItsConfirmation() {
    SweepResult first = searched();
    assertEquals(false, Confirmation.is(first.sweep()));
    Sweep again = again(first, 2, 2);
    assertTrue(Confirmation.is(again));
    assertEquals("Trials 1, 2 of sweep 1, 2 times each with new seeds.", again.description());
  }

  @Test
  void oneAssignmentIsNothingToCompare() {
    SweepResult first = searched();
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> again(first, 1, 5));
    assertEquals(
        "a confirmation needs two different assignments and two repeats, but has 1 and 5.",
        error.getMessage());
  }
}
