package io.attune.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.Domain;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.space.SpaceEdit;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A search is drawn in around its best trials. */
class NarrowingTest {
  @SafeVarargs
  private static List<Trial> trials(Map<String, Object>... points) {
    LiveHistory history = new LiveHistory(Objective.minimize("loss"));
    for (Map<String, Object> point : points) {
      int number = history.trials().size() + 1;
      history.add(new TrialEvent.Started(number, Instant.EPOCH, new Assignment(point), 0));
    }
    return history.trials();
  }

  private static List<SpaceEdit> around(List<Trial> trials, Parameter... parameters) {
    return Narrowing.around(Domain.of(SearchSpace.of(parameters)), trials, Set.of());
  }

  @Test
  void aTenthOfTheRangeIsLeftOnEitherSide() {
    assertEquals(
        List.of(new SpaceEdit.Narrow("x", 3, 7)),
        around(trials(Map.of("x", 4.0), Map.of("x", 6.0)), FloatParameter.uniform("x", 0, 10)));
  }

  @Test
  void aLogarithmicRangeKeepsATenthOfItsFactors() {
    assertEquals(
        List.of(new SpaceEdit.Narrow("lr", 1e-3, 1e-1)),
        around(trials(Map.of("lr", 1e-2)), FloatParameter.logUniform("lr", 1e-7, 1e3)).stream()
            .map(NarrowingTest::rounded)
            .toList());
  }

  private static SpaceEdit rounded(SpaceEdit edit) {
    SpaceEdit.Narrow narrow = (SpaceEdit.Narrow) edit;
    return new SpaceEdit.Narrow("lr", near(narrow.min()), near(narrow.max()));
  }

  private static double near(double bound) {
    return Math.pow(10, Math.rint(Math.log10(bound) * 100) / 100);
  }

  @Test
  void noRangeLeavesTheOneThereWas() {
    assertEquals(
        List.of(new SpaceEdit.Narrow("x", 0, 1.5)),
        around(trials(Map.of("x", 0.5)), FloatParameter.uniform("x", 0, 10)));
    assertEquals(
        List.of(),
        around(trials(Map.of("x", 0.5), Map.of("x", 9.5)), FloatParameter.uniform("x", 0, 10)));
  }

  @Test
  void wholeNumbersOfFewValuesKeepTheirNeighbours() {
    IntParameter layers = IntParameter.uniform("layers", 1, 4);
    assertEquals(
        List.of(new SpaceEdit.Narrow("layers", 1, 2)),
        around(trials(Map.of("layers", 1L)), layers));
    assertEquals(
        List.of(new SpaceEdit.Narrow("layers", 2, 4)),
        around(trials(Map.of("layers", 3L)), layers));
    assertEquals(
        List.of(), around(trials(Map.of("layers", 1L)), IntParameter.uniform("layers", 1, 2)));
    assertEquals(
        List.of(), around(trials(Map.of("layers", 1L)), IntParameter.uniform("layers", 1, 1)));
  }

  @Test
  void onlyChoicesOfTheTrialsRemainAndWhatHungOnTheOthersIsGone() {
    Domain domain =
        Domain.of(
            SearchSpace.of(
                FloatParameter.uniform("momentum", 0, 1).when(Condition.when("rule", "sgd")),
                FloatParameter.uniform("beta", 0, 1).when(Condition.when("rule", "adam")),
                CategoricalParameter.of("rule", "sgd", "adam", "plain")));
    List<SpaceEdit> edits =
        Narrowing.around(
            domain,
            trials(Map.of("rule", "sgd", "momentum", 0.5), Map.of("rule", "plain")),
            Set.of());
    assertEquals(
        List.of(new SpaceEdit.Remove("rule", "adam"), new SpaceEdit.Narrow("momentum", 0.4, 0.6)),
        edits);
    Domain after = domain;
    for (SpaceEdit edit : edits) {
      after = after.edit(edit);
    }
    assertTrue(after.space().parameter("beta").isEmpty());
  }

  @Test
  void choicesThatAreNumbersInOrderKeepWhatLiesBetweenAndNextToTheTrials() {
    CategoricalParameter batches =
        CategoricalParameter.of("batch", 8L, 16L, 32L, 64L, 128L, 256L, 512L);
    assertEquals(
        List.of(new SpaceEdit.Remove("batch", 8L), new SpaceEdit.Remove("batch", 512L)),
        around(trials(Map.of("batch", 32L), Map.of("batch", 128L)), batches));
    assertEquals(
        List.of(
            new SpaceEdit.Remove("rate", 0.01),
            new SpaceEdit.Remove("rate", 0.001),
            new SpaceEdit.Remove("rate", 0.0001)),
        around(
            trials(Map.of("rate", 1.0)),
            CategoricalParameter.of("rate", 1.0, 0.1, 0.01, 0.001, 0.0001)));
  }

  @Test
  void choicesWithoutOrderHaveNoNeighbours() {
    CategoricalParameter mixed = CategoricalParameter.of("units", 64L, 16L, 128L);
    assertEquals(
        List.of(new SpaceEdit.Remove("units", 64L), new SpaceEdit.Remove("units", 128L)),
        around(trials(Map.of("units", 16L)), mixed));
    assertEquals(
        List.of(new SpaceEdit.Remove("drop", true)),
        around(trials(Map.of("drop", false)), CategoricalParameter.of("drop", true, false)));
  }

  @Test
  void whatIsFixedOrExceptedOrWithoutBoundsStaysAsItIs() {
    Domain domain =
        new Domain(
            SearchSpace.of(
                FloatParameter.uniform("held", 0, 1),
                FloatParameter.uniform("later", 0, 1),
                FloatParameter.of("free", new Distribution.Normal(0, 1)),
                FloatParameter.uniform("unused", 0, 1)),
            Map.of("held", 0.5));
    assertEquals(
        List.of(),
        Narrowing.around(
            domain, trials(Map.of("held", 0.5, "later", 0.5, "free", 0.0)), Set.of("later")));
  }

  @Test
  void anyRangeStillHoldsItsTrialsAndIsNeverEmpty() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      Parameter parameter = parameter(random);
      Object a = parameter.decode(random.nextDouble());
      Object b = parameter.decode(random.nextDouble());
      Domain after = Domain.of(SearchSpace.of(parameter));
      for (SpaceEdit edit : around(trials(Map.of("p", a), Map.of("p", b)), parameter)) {
        after = after.edit(edit);
      }
      Parameter narrow = after.space().parameters().get(0);
      assertTrue(narrow.accepts(a) && narrow.accepts(b), parameter + " → " + narrow);
      assertTrue(parameter.accepts(narrow.decode(0)), parameter + " → " + narrow);
      assertTrue(parameter.accepts(narrow.decode(1)), parameter + " → " + narrow);
    }
  }

  private static Parameter parameter(SplittableRandom random) {
    double min = Math.pow(10, random.nextDouble(-6, 3));
    double max = min * Math.pow(10, random.nextDouble(0.01, 4));
    long low = random.nextLong(1, 50);
    long high = low + random.nextLong(0, 300);
    return switch (random.nextInt(7)) {
      case 0 -> FloatParameter.uniform("p", -min, max);
      case 1 -> FloatParameter.logUniform("p", min, max);
      case 2 -> FloatParameter.of("p", new Distribution.InverseLogUniform(min, max));
      case 3 -> FloatParameter.uniform("p", 0, 2).quantum(0.1);
      case 4 -> IntParameter.uniform("p", low, high);
      case 5 -> IntParameter.logUniform("p", low, high);
      default -> IntParameter.uniform("p", 0, high).quantum(8);
    };
  }
}
