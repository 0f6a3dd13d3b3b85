package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.qmc.Sequence;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class QmcSamplerTest extends ContinuousSamplerContract {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          FloatParameter.uniform("x", 0, 1),
          CategoricalParameter.constant("epochs", 5),
          CategoricalParameter.of("c", "a", "b", "c", "d"),
          IntParameter.uniform("k", 1, 8));

  @Override
  SamplerSpec spec() {
    return SamplerSpec.Qmc.standard();
  }

  private List<Assignment> first(int count) {
    return run(spec().create(SPACE, OptionalInt.empty(), 3), count);
  }

  @Test
  void theFirstTrialsCoverEveryParameterEvenly() {
    Set<Integer> cells = new HashSet<>();
    Map<Object, Integer> choices = new HashMap<>();
    Map<Object, Integer> numbers = new HashMap<>();
    for (Assignment assignment : first(32)) {
      cells.add((int) (32 * assignment.number("x")));
      choices.merge(assignment.text("c"), 1, Integer::sum);
      numbers.merge(assignment.integer("k"), 1, Integer::sum);
    }
    assertEquals(32, cells.size());
    assertEquals(Map.of("a", 8, "b", 8, "c", 8, "d", 8), choices);
    assertEquals(Set.of(4), new HashSet<>(numbers.values()));
  }

  /** Root mean square error of the mean of a smooth function over 64 points. */
  private static double error(SamplerSpec spec) {
    SearchSpace cube =
        SearchSpace.of(
            FloatParameter.uniform("x", 0, 1),
            FloatParameter.uniform("y", 0, 1),
            FloatParameter.uniform("z", 0, 1));
    double squares = 0;
    for (int seed = 0; seed < 50; seed++) {
      Sampler sampler = spec.create(cube, OptionalInt.empty(), seed);
      Histories histories = Histories.minimizing();
      double sum = 0;
      for (int i = 0; i < 64; i++) {
        Assignment next = suggest(sampler, histories.now(), 64L * seed + i).orElseThrow();
        histories.start(next);
        sum += next.number("x") * next.number("y") + Math.cos(next.number("z"));
      }
      squares += Math.pow(sum / 64 - 0.25 - Math.sin(1), 2);
    }
    return Math.sqrt(squares / 50);
  }

  @Test
  void surveysAreManyTimesMoreExactThanRandomOnes() {
    double random = error(new SamplerSpec.Random());
    assertTrue(error(new SamplerSpec.Qmc(Sequence.SOBOL)) < random / 5);
    assertTrue(error(new SamplerSpec.Qmc(Sequence.HALTON)) < random / 4);
  }

  @Test
  void whatCameOfTrialsDoesNotMatter() {
    Histories histories = Histories.minimizing();
    for (Assignment expected : first(20)) {
      Sampler sampler = spec().create(SPACE, OptionalInt.of(9), 3);
      assertEquals(expected, suggest(sampler, histories.now(), 99).orElseThrow());
      histories.diverged(expected);
    }
  }
}
