package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class CmaSamplerTest extends ContinuousSamplerContract {
  private static final SearchSpace PLANE =
      SearchSpace.of(FloatParameter.uniform("x", 0, 1), FloatParameter.uniform("y", 0, 1));

  @Override
  SamplerSpec spec() {
    return SamplerSpec.Cma.standard();
  }

  private Assignment best(SearchSpace space, int trials, ToDoubleFunction<Assignment> function) {
    return search(space, trials, function).now().best().orElseThrow().assignment();
  }

  private Histories search(SearchSpace space, int trials, ToDoubleFunction<Assignment> function) {
    Sampler sampler = spec().create(space, OptionalInt.empty(), 5);
    Histories histories = Histories.minimizing();
    for (int i = 0; i < trials; i++) {
      Assignment next = suggest(sampler, histories.now(), i).orElseThrow();
      histories.completed(next, function.applyAsDouble(next));
    }
    return histories;
  }

  private static Assignment at(double x, double y) {
    return new Assignment(Map.of("x", x, "y", y));
  }

  @Test
  void findsTheBottomOfANarrowValley() {
    Assignment found =
        best(
            PLANE,
            200,
            a ->
                1e4 * Math.pow(a.number("x") + a.number("y") - 1, 2)
                    + Math.pow(a.number("x") - 0.8, 2));
    assertEquals(0.8, found.number("x"), 0.005);
    assertEquals(0.2, found.number("y"), 0.005);
  }

  @Test
  void findsAMinimumInACorner() {
    Assignment found = best(PLANE, 150, a -> a.number("x") - a.number("y"));
    assertEquals(0, found.number("x"), 0.01);
    assertEquals(1, found.number("y"), 0.01);
  }

  @Test
  void findsWholeNumbersChoicesAndWhatDependsOnThem() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("method", "a", "b", "c", "d"),
            IntParameter.uniform("n", 1, 60),
            IntParameter.uniform("m", 1, 3),
            FloatParameter.uniform("x", 0, 1).when(Condition.when("method", "c", "d")));
    Assignment found =
        best(
            space,
            250,
            a ->
                Math.abs(a.integer("n") - 41)
                    + 5 * Math.abs(a.integer("m") - 3)
                    + (a.text("method").equals("c") ? 0 : 8)
                    + 10 * Math.abs(a.number("x", 0) - 0.125));
    assertEquals("c", found.text("method"));
    assertEquals(41, found.integer("n"));
    assertEquals(3, found.integer("m"));
    assertEquals(0.125, found.number("x"), 0.02);
  }

  @Test
  void aConvergedRunStartsAgainElsewhere() {
    Histories histories = search(PLANE, 700, a -> Math.hypot(a.number("x") - 0.3, a.number("y")));
    double farthest = 0;
    for (var trial : histories.now().trials().subList(400, 700)) {
      farthest = Math.max(farthest, Math.abs(trial.assignment().number("x") - 0.3));
    }
    assertTrue(farthest > 0.2, "farthest " + farthest);
  }

  @Test
  void workersSideBySideFindAsMuch() {
    Sampler sampler = spec().create(PLANE, OptionalInt.empty(), 1);
    Histories histories = Histories.minimizing();
    List<Assignment> running = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      for (int worker = 0; worker < 8; worker++) {
        Assignment next = suggest(sampler, histories.now(), 8L * round + worker).orElseThrow();
        running.add(next);
        histories.start(next);
      }
      for (int trial = 8 * round + 1; trial <= 8 * round + 8; trial++) {
        Assignment assignment = histories.now().trial(trial).assignment();
        double loss = Math.hypot(assignment.number("x") - 0.3, assignment.number("y") - 0.9);
        histories.report(trial, 1, loss);
        histories.end(trial, new TrialState.Completed(loss));
      }
    }
    assertTrue(histories.now().loss(histories.now().best().orElseThrow()).orElseThrow() < 1e-3);
  }

  @Test
  void failedTrialsRankLastAndLostOnesDoNotCount() {
    Histories good = Histories.minimizing();
    Histories failed = Histories.minimizing();
    Histories lost = Histories.minimizing();
    for (int i = 0; i < 6; i++) {
      Assignment assignment = at(0.4 + i / 30.0, 0.5 - i / 40.0);
      good.completed(assignment, i == 0 ? 1e300 : i);
      if (i == 0) {
        failed.failed(assignment, Cause.Kind.ERROR);
        lost.failed(assignment, Cause.Kind.INTERRUPTED);
      } else {
        failed.completed(assignment, i);
        lost.completed(assignment, i);
      }
    }
    assertEquals(suggest(sampler(PLANE), good.now(), 1), suggest(sampler(PLANE), failed.now(), 1));
    assertNotEquals(suggest(sampler(PLANE), good.now(), 1), suggest(sampler(PLANE), lost.now(), 1));
    assertEquals(
        suggest(sampler(PLANE), Histories.minimizing().now(), 1),
        suggest(sampler(PLANE), lost.now(), 1));
  }

  private Sampler sampler(SearchSpace space) {
    return spec().create(space, OptionalInt.empty(), 0);
  }

  @Test
  void aSpaceOfChoicesAloneIsSearched() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("a", 1, 2, 3, 4, 5), CategoricalParameter.of("b", "x", "y"));
    Assignment found = best(space, 60, a -> a.integer("a") * (a.text("b").equals("x") ? 1 : -1));
    assertEquals(Map.of("a", 5L, "b", "y"), found.values());
  }

  @Test
  void settingsAreChecked() {
    assertEquals(
        "sigma must be above 0 and at most 1, but is 0.0. Maybe use 0.17.",
        assertThrows(
                IllegalArgumentException.class, () -> new SamplerSpec.Cma(0, OptionalInt.empty()))
            .getMessage());
    assertEquals(
        "population must be at least 4, but is 3. Maybe use 10.",
        assertThrows(
                IllegalArgumentException.class, () -> new SamplerSpec.Cma(0.2, OptionalInt.of(3)))
            .getMessage());
  }
}
