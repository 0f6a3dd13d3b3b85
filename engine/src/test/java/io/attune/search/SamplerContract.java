package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every sampler promises. */
abstract class SamplerContract {
  static final SearchSpace FINITE =
      SearchSpace.of(
          CategoricalParameter.of("optimizer", "sgd", "nesterov", "adam"),
          IntParameter.uniform("momentum", 1, 9)
              .when(Condition.when("optimizer", "sgd", "nesterov")),
          IntParameter.logUniform("batch", 1, 100).quantum(10),
          CategoricalParameter.of("bias", true, false),
          CategoricalParameter.constant("epochs", 5));

  /** The sampler under test. */
  abstract SamplerSpec spec();

  /** A space it can search, with a condition. */
  SearchSpace space() {
    return FINITE;
  }

  final Sampler sampler() {
    return sampler(0);
  }

  final Sampler sampler(long seed) {
    return spec().create(space(), OptionalInt.of(40), seed);
  }

  static Optional<Assignment> suggest(Sampler sampler, History history, long seed) {
    return sampler.suggest(history, new SplittableRandom(seed));
  }

  final Assignment next(Histories histories) {
    return suggest(sampler(), histories.now(), histories.now().sequence()).orElseThrow();
  }

  /** A made-up loss that depends on every parameter. */
  static double loss(Assignment assignment) {
    return assignment.values().entrySet().stream()
        .mapToDouble(entry -> Math.floorMod(entry.toString().hashCode(), 97) / 97.0)
        .sum();
  }

  final Histories eventful() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 4; i++) {
      Assignment assignment = next(histories);
      histories.completed(assignment, loss(assignment));
      histories.diverged(next(histories));
      histories.failed(next(histories), Cause.Kind.ERROR);
      histories.failed(next(histories), Cause.Kind.INTERRUPTED);
      histories.stopped(next(histories), 1e300);
      histories.paused(next(histories), 0.5);
      histories.start(next(histories));
    }
    return histories;
  }

  @Test
  void suggestionsLieInTheSpaceWhateverHappened() {
    for (var trial : eventful().now().trials()) {
      assertEquals(Optional.empty(), space().problem(trial.assignment()));
    }
  }

  @Test
  void parametersAreActiveExactlyWhereTheirConditionsHold() {
    Set<Boolean> seen = new HashSet<>();
    for (var trial : eventful().now().trials()) {
      for (Parameter parameter : space().parameters()) {
        boolean active = trial.assignment().has(parameter.name());
        assertEquals(parameter.condition().holds(trial.assignment().values()), active);
        seen.add(active);
      }
    }
    assertTrue(seen.contains(true));
  }

  @Test
  void equalHistoriesAndRandomNumbersGiveEqualSuggestions() {
    History history = eventful().now();
    Sampler used = sampler();
    for (int seed = 0; seed < 3; seed++) {
      suggest(used, history, seed);
    }
    for (int seed = 3; seed < 6; seed++) {
      assertEquals(suggest(sampler(), history, seed), suggest(used, history, seed));
    }
  }

  @Test
  void maximizingIsMinimizingTheNegative() {
    Histories up = new Histories(Objective.maximize("score"));
    Histories down = Histories.minimizing();
    for (int i = 0; i < 10; i++) {
      Assignment assignment = next(down);
      assertEquals(assignment, next(up));
      up.completed(assignment, -loss(assignment));
      down.completed(assignment, loss(assignment));
    }
  }

  @Test
  void aHistoryInWhichAllTrialsFailedIsNoObstacle() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 20; i++) {
      histories.diverged(next(histories));
    }
    assertEquals(Optional.empty(), space().problem(next(histories)));
  }

  @Test
  void equalLossesEverywhereAreNoObstacle() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 15; i++) {
      histories.completed(next(histories), 0.25);
    }
    assertEquals(Optional.empty(), space().problem(next(histories)));
  }

  @Test
  void lossesOfAnySizeAreNoObstacle() {
    Histories histories = Histories.minimizing();
    double[] losses = {1e300, -1e300, 0, 1e-300, Double.MAX_VALUE, -Double.MAX_VALUE, 1};
    for (int i = 0; i < 21; i++) {
      histories.completed(next(histories), losses[i % losses.length]);
    }
    assertEquals(Optional.empty(), space().problem(next(histories)));
  }

  @Test
  void oneTrialInTenMayDiverge() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 40; i++) {
      Assignment assignment = next(histories);
      if (i % 10 == 3) {
        histories.diverged(assignment);
      } else {
        histories.completed(assignment, loss(assignment));
      }
    }
    assertEquals(Optional.empty(), space().problem(next(histories)));
  }

  @Test
  void childrenMayBeDeclaredBeforeTheirParents() {
    List<Parameter> turned = new ArrayList<>(space().parameters());
    Collections.reverse(turned);
    SearchSpace reversed = new SearchSpace(turned);
    List<Assignment> all = run(spec().create(reversed, OptionalInt.of(40)), 25);
    assertEquals(25, all.size());
    for (Assignment assignment : all) {
      assertEquals(Optional.empty(), space().problem(assignment));
    }
  }

  static List<Assignment> run(Sampler sampler, int trials) {
    Histories histories = Histories.minimizing();
    List<Assignment> all = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      Optional<Assignment> next = suggest(sampler, histories.now(), i);
      if (next.isEmpty()) {
        break;
      }
      all.add(next.get());
      histories.completed(next.get(), loss(next.get()));
    }
    return all;
  }
}
