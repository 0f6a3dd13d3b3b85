package io.attune.search.axes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UntriedTest {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          IntParameter.uniform("b", 1, 2).when(Condition.when("a", "y")),
          new CategoricalParameter(
              "a", List.of("x", "y", "z"), List.of(0.5, 0.5, 0.0), Condition.ALWAYS),
          CategoricalParameter.constant("epochs", 5));

  private static List<Map<String, Object>> left(LiveHistory history) {
    return new Untried(new Axes(SPACE))
        .left(history).orElseThrow().stream().map(point -> point.assignment().values()).toList();
  }

  @Test
  void everyPointThatCanBeDrawnIsListedUntilATrialHasIt() {
    LiveHistory history = new LiveHistory(Objective.minimize("loss"));
    Map<String, Object> x = Map.of("a", "x", "epochs", 5L);
    Map<String, Object> one = Map.of("a", "y", "b", 1L, "epochs", 5L);
    Map<String, Object> two = Map.of("a", "y", "b", 2L, "epochs", 5L);
    assertEquals(List.of(x, one, two), left(history));
    assertTrue(Untried.test(history, new Assignment(one)));
    history.add(new TrialEvent.Started(1, Instant.EPOCH, new Assignment(one), 0));
    assertEquals(List.of(x, two), left(history));
    assertFalse(Untried.test(history, new Assignment(one)));
  }

  @Test
  void longListsAreNotMade() {
    SearchSpace wide = SearchSpace.of(IntParameter.uniform("n", 1, 5000));
    SearchSpace endless = SearchSpace.of(FloatParameter.uniform("x", 0, 1));
    LiveHistory nothing = new LiveHistory(Objective.minimize("loss"));
    assertEquals(Optional.empty(), new Untried(new Axes(wide)).left(nothing));
    assertEquals(Optional.empty(), new Untried(new Axes(endless)).left(nothing));
  }

  @Test
  void coordinatesLeadBackToTheAssignment() {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.logUniform("rate", 1e-5, 1),
            FloatParameter.uniform("drop", 0, 0.6).quantum(0.1),
            IntParameter.logUniform("units", 8, 4096),
            IntParameter.uniform("layers", 1, 6),
            CategoricalParameter.of("act", "relu", "gelu"));
    Axes axes = new Axes(space);
    java.util.SplittableRandom random = new java.util.SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      Axes.Point point = axes.random(random);
      double[] coordinates = axes.coordinates(point.assignment());
      assertArrayEquals(point.coordinates(), coordinates, 1e-12);
      Assignment again = axes.point(axis -> coordinates[axis]).assignment();
      again
          .values()
          .forEach(
              (name, value) -> {
                if (value instanceof Double number) {
                  assertEquals(point.assignment().number(name), number, 1e-12);
                } else {
                  assertEquals(point.assignment().values().get(name), value);
                }
              });
    }
  }
}
