package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class TpeSamplerTest extends ContinuousSamplerContract {
  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.uniform("x", 0, 1));

  @Override
  SamplerSpec spec() {
    return SamplerSpec.Tpe.standard();
  }

  private Sampler tpe(SearchSpace space) {
    return spec().create(space, OptionalInt.empty());
  }

  private static Assignment at(double x) {
    return new Assignment(Map.of("x", x));
  }

  /** Losses |x - 0.7| on a grid, so that the best trials lie around 0.7. */
  private static Histories valley() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 40; i++) {
      histories.completed(at(i / 40.0), Math.abs(i / 40.0 - 0.7));
    }
    return histories;
  }

  @Test
  void suggestionsGatherWhereTrialsWereGood() {
    Sampler sampler = tpe(LINE);
    for (int seed = 0; seed < 20; seed++) {
      double x = suggest(sampler, valley().now(), seed).orElseThrow().number("x");
      assertEquals(0.7, x, 0.1);
    }
  }

  /** The mean of many suggestions moves away from where the trials went. */
  private static double spread(Sampler sampler, Histories histories) {
    double sum = 0;
    for (int seed = 0; seed < 50; seed++) {
      double x = suggest(sampler, histories.now(), seed).orElseThrow().number("x");
      sum += Math.abs(x - 0.7);
    }
    return sum / 50;
  }

  @Test
  void runningAndFailedTrialsSendTheNextOneElsewhere() {
    Histories running = valley();
    Histories failed = valley();
    for (int i = 0; i < 30; i++) {
      running.start(at(0.69 + i / 1500.0));
      failed.failed(at(0.69 + i / 1500.0), Cause.Kind.ERROR);
    }
    double before = spread(tpe(LINE), valley());
    assertTrue(spread(tpe(LINE), running) > 1.5 * before);
    assertEquals(spread(tpe(LINE), running), spread(tpe(LINE), failed));
  }

  @Test
  void aSmallSpaceIsSearchedWithoutRepeatsAndThenDone() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("a", "x", "y", "z"),
            CategoricalParameter.of("b", 1, 2, 4, 8, 16, 32),
            CategoricalParameter.of("c", true, false).when(Condition.when("a", "y")));
    List<Assignment> all = run(tpe(space), 40);
    assertEquals(24, all.size());
    assertEquals(24, new HashSet<>(all).size());
  }

  @Test
  void aBranchWithoutParametersIsNotTriedTwice() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("schedule", "none", "step"),
            FloatParameter.uniform("factor", 0, 1).when(Condition.when("schedule", "step")));
    List<Assignment> all = run(tpe(space), 50);
    assertEquals(50, new HashSet<>(all).size());
  }

  @Test
  void whatGoesTogetherIsLearnedTogether() {
    SearchSpace space =
        SearchSpace.of(FloatParameter.uniform("x", 0, 1), FloatParameter.uniform("y", 0, 1));
    Histories histories = Histories.minimizing();
    for (int i = 0; i <= 20; i++) {
      for (int j = 0; j <= 20; j++) {
        double x = i / 20.0;
        double y = j / 20.0;
        histories.completed(new Assignment(Map.of("x", x, "y", y)), Math.abs(x - y));
      }
    }
    int near = 0;
    for (int seed = 0; seed < 30; seed++) {
      Assignment next = suggest(tpe(space), histories.now(), seed).orElseThrow();
      near += Math.abs(next.number("x") - next.number("y")) < 0.2 ? 1 : 0;
    }
    assertTrue(near >= 27, near + " of 30 near the diagonal");
  }

  @Test
  void settingsAreChecked() {
    assertEquals(
        "start_trials must be at least 2, but is 1. Maybe use 10.",
        assertThrows(IllegalArgumentException.class, () -> new SamplerSpec.Tpe(1, 24))
            .getMessage());
    assertEquals(
        "candidates must be at least 1, but is 0. Maybe use 24.",
        assertThrows(IllegalArgumentException.class, () -> new SamplerSpec.Tpe(10, 0))
            .getMessage());
  }
}
