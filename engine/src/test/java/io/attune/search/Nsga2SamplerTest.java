package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class Nsga2SamplerTest extends ContinuousSamplerContract {
  @Override
  SamplerSpec spec() {
    return new SamplerSpec.Nsga2(OptionalInt.of(6));
  }

  @Test
  void childrenDescendFromTheTrialsThatNoneDominates() {
    Histories histories =
        new Histories(
            new Criteria(
                List.of(Objective.minimize("a"), Objective.minimize("b")),
                List.of(Constraint.atMost("c", 1))));
    for (int i = 0; i < 12; i++) {
      // Adam dominates, but is infeasible; nesterov dominates what is left.
      String optimizer = List.of("sgd", "nesterov", "adam").get(i % 3);
      double bad = optimizer.equals("sgd") ? 9 : optimizer.equals("nesterov") ? 5 : 1;
      histories.completed(
          new Assignment(
              optimizer.equals("adam")
                  ? Map.of(
                      "optimizer", optimizer, "batch", 10 + 10 * (i % 9), "bias", true, "epochs", 5)
                  : Map.of(
                      "optimizer",
                      optimizer,
                      "momentum",
                      1 + i % 9,
                      "batch",
                      10 + 10 * (i % 9),
                      "bias",
                      true,
                      "epochs",
                      5)),
          Map.of(
              "a", bad + i % 4, "b", bad + 3 - i % 4, "c", optimizer.equals("adam") ? 2.0 : 0.0));
    }
    Sampler sampler = new SamplerSpec.Nsga2(OptionalInt.of(4)).create(FINITE, OptionalInt.empty());
    int nesterov = 0;
    for (int seed = 0; seed < 200; seed++) {
      Assignment child = suggest(sampler, histories.now(), seed).orElseThrow();
      nesterov += child.text("optimizer").equals("nesterov") ? 1 : 0;
    }
    assertTrue(nesterov > 120, nesterov + " of 200");
  }

  @Test
  void aSpaceThatIsUsedUpIsSearchedAgain() {
    Sampler sampler = spec().create(FINITE, OptionalInt.empty());
    List<Assignment> all = run(sampler, 600);
    assertEquals(600, all.size());
    int points = (int) FINITE.cardinality().orElseThrow();
    assertTrue(new HashSet<>(all).size() > 0.95 * points, "of " + points + " points");
  }

  @Test
  void aPopulationOfOneIsRefused() {
    assertEquals(
        "population must be at least 2, but is 1. Maybe leave it out.",
        assertThrows(IllegalArgumentException.class, () -> new SamplerSpec.Nsga2(OptionalInt.of(1)))
            .getMessage());
  }
}
