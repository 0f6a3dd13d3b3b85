package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class GridSamplerTest extends SamplerContract {
  private static final SearchSpace SMALL =
      SearchSpace.of(
          CategoricalParameter.of("a", "x", "y"),
          IntParameter.uniform("b", 1, 2).when(Condition.when("a", "y")),
          FloatParameter.uniform("c", 0, 1).quantum(0.5));

  @Override
  SamplerSpec spec() {
    return new SamplerSpec.Grid();
  }

  private Sampler grid(SearchSpace space) {
    return spec().create(space, OptionalInt.empty());
  }

  @Test
  void theLastParameterVariesFastestAndBranchesDoNotMultiply() {
    assertEquals(
        List.of(
            Map.of("a", "x", "c", 0.0),
            Map.of("a", "x", "c", 0.5),
            Map.of("a", "x", "c", 1.0),
            Map.of("a", "y", "b", 1L, "c", 0.0),
            Map.of("a", "y", "b", 1L, "c", 0.5),
            Map.of("a", "y", "b", 1L, "c", 1.0),
            Map.of("a", "y", "b", 2L, "c", 0.0),
            Map.of("a", "y", "b", 2L, "c", 0.5),
            Map.of("a", "y", "b", 2L, "c", 1.0)),
        run(grid(SMALL), 99).stream().map(Assignment::values).toList());
  }

  @Test
  void everyAssignmentComesOnceAndThenNone() {
    List<Assignment> all = run(grid(space()), 10_000);
    assertEquals(space().cardinality().orElseThrow(), all.size());
    assertEquals(all.size(), new HashSet<>(all).size());
  }

  @Test
  void pointsFromElsewhereAreNotTriedAgain() {
    Histories histories = Histories.minimizing();
    histories.completed(new Assignment(Map.of("a", "x", "c", 1.0)), 1);
    Assignment first = suggest(grid(SMALL), histories.now(), 0).orElseThrow();
    assertEquals(Map.of("a", "x", "c", 0.0), first.values());
    histories.start(first);
    Assignment second = suggest(grid(SMALL), histories.now(), 0).orElseThrow();
    assertEquals(Map.of("a", "x", "c", 0.5), second.values());
    histories.start(second);
    assertEquals(
        Optional.of(new Assignment(Map.of("a", "y", "b", 1L, "c", 0.0))),
        suggest(grid(SMALL), histories.now(), 0));
  }

  @Test
  void aContinuousRangeIsRefusedByName() {
    SearchSpace space = SearchSpace.of(FloatParameter.uniform("rate", 0, 1));
    assertEquals(
        "rate: grid search needs a finite list, but this range is continuous."
            + " Maybe give `values`, or `q` for a step.",
        assertThrows(IllegalArgumentException.class, () -> grid(space)).getMessage());
  }

  @Test
  void aHugeGridIsRefusedWithItsSize() {
    SearchSpace space =
        SearchSpace.of(IntParameter.uniform("a", 1, 1000), IntParameter.uniform("b", 1, 1000));
    assertEquals(
        "the grid has 1,000,000 points; grid search takes at most 100,000."
            + " Maybe use `method: bayes`.",
        assertThrows(IllegalArgumentException.class, () -> grid(space)).getMessage());
  }
}
