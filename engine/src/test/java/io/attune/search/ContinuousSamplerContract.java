package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What samplers promise that can search continuous spaces too. */
abstract class ContinuousSamplerContract extends SamplerContract {
  @Override
  SearchSpace space() {
    return SearchSpace.of(
        FloatParameter.logUniform("rate", 1e-5, 1),
        FloatParameter.of("weight", new Distribution.LogNormal(0, 1)),
        FloatParameter.of("noise", new Distribution.Normal(0, 2)).quantum(0.5),
        CategoricalParameter.of("optimizer", "sgd", "nesterov", "adam"),
        FloatParameter.uniform("momentum", 0.5, 0.99)
            .when(Condition.when("optimizer", "sgd", "nesterov")),
        IntParameter.uniform("layers", 1, 3),
        IntParameter.logUniform("units", 8, 256).when(Condition.when("layers", 2, 3)),
        CategoricalParameter.constant("epochs", 5));
  }

  @Test
  void sixtyFourTrialsThatAllRunAreAllDifferent() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 12; i++) {
      Assignment assignment = next(histories);
      histories.completed(assignment, loss(assignment));
    }
    Set<Assignment> pending = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      Assignment assignment = next(histories);
      assertTrue(pending.add(assignment), "trial " + i + " repeats " + assignment);
      histories.start(assignment);
    }
  }

  @Test
  void otherSeedsGiveOtherSuggestions() {
    Set<Optional<Assignment>> first = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      first.add(suggest(sampler(seed), Histories.minimizing().now(), seed));
    }
    assertEquals(10, first.size());
  }
}
