package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpaceEditTest {
  private static final Domain DOMAIN =
      Domain.of(
          SearchSpace.of(
              FloatParameter.logUniform("rate", 1e-3, 0.1),
              CategoricalParameter.of("optimizer", "sgd", "momentum", "adam"),
              FloatParameter.uniform("momentum", 0.5, 0.9)
                  .when(Condition.when("optimizer", "momentum", "sgd")),
              IntParameter.uniform("layers", 1, 4),
              CategoricalParameter.of("batch", 32, 128),
              FloatParameter.of("scale", new Distribution.Normal(0, 1))));

  private static Parameter edited(SpaceEdit edit) {
    return DOMAIN.edit(edit).space().parameter(edit.parameter()).orElseThrow();
  }

  private static String refused(SpaceEdit edit) {
    return assertThrows(IllegalArgumentException.class, () -> DOMAIN.edit(edit)).getMessage();
  }

  @Test
  void aRangeIsWidenedAndNarrowedAndKeepsItsScale() {
    assertEquals(
        FloatParameter.logUniform("rate", 1e-5, 1), edited(new SpaceEdit.Widen("rate", 1e-5, 1)));
    assertEquals(
        FloatParameter.logUniform("rate", 0.01, 0.1),
        edited(new SpaceEdit.Narrow("rate", 0.01, 0.1)));
    assertEquals(IntParameter.uniform("layers", 1, 8), edited(new SpaceEdit.Widen("layers", 1, 8)));
    assertEquals(
        "rate: widened from 0.001..0.1 to 1e-5..1",
        new SpaceEdit.Widen("rate", 1e-5, 1).describe(DOMAIN));
  }

  @Test
  void choicesAreAddedWhereNumbersGoOnAscending() {
    assertEquals(
        CategoricalParameter.of("batch", 32, 64, 128), edited(new SpaceEdit.Add("batch", 64)));
    assertEquals(
        CategoricalParameter.of("optimizer", "sgd", "momentum", "adam", "adamw"),
        edited(new SpaceEdit.Add("optimizer", "adamw")));
  }

  @Test
  void sharesStillSumToOne() {
    CategoricalParameter before =
        new CategoricalParameter("x", List.of("a", "b"), List.of(0.25, 0.75), Condition.ALWAYS);
    CategoricalParameter after = Choices.plus(before, "c");
    assertEquals(1, after.probabilities().stream().mapToDouble(p -> p).sum(), 1e-12);
    assertEquals(1.0 / 3, after.probabilities().get(2), 1e-12);
    assertEquals(List.of(1.0), Choices.minus(before, "b").probabilities());
  }

  @Test
  void aRemovedChoiceTakesWhatOnlyItActivates() {
    Domain without =
        DOMAIN
            .edit(new SpaceEdit.Remove("optimizer", "sgd"))
            .edit(new SpaceEdit.Remove("optimizer", "momentum"));
    assertTrue(without.space().parameter("momentum").isEmpty());
    assertEquals(
        Condition.when("optimizer", "momentum"),
        DOMAIN
            .edit(new SpaceEdit.Remove("optimizer", "sgd"))
            .space()
            .parameter("momentum")
            .orElseThrow()
            .condition());
  }

  @Test
  void aFixedParameterStaysInTheSpaceAndConditionsFollowIt() {
    Domain adam = DOMAIN.edit(new SpaceEdit.Fix("optimizer", "adam"));
    assertEquals(DOMAIN.space(), adam.space());
    assertTrue(adam.open().parameter("momentum").isEmpty());
    assertEquals(
        "adam", adam.open().decode(new double[adam.open().dimensions()]).text("optimizer"));
    Domain sgd = DOMAIN.edit(new SpaceEdit.Fix("optimizer", "sgd"));
    assertTrue(sgd.open().decode(new double[sgd.open().dimensions()]).has("momentum"));
    assertEquals(DOMAIN, sgd.edit(new SpaceEdit.Free("optimizer")));
  }

  @Test
  void aParameterMayBeFixedWhereItDoesNotAlwaysApply() {
    Domain domain = DOMAIN.edit(new SpaceEdit.Fix("momentum", 0.8));
    SearchSpace open = domain.open();
    double[] unit = new double[open.dimensions()];
    assertEquals(0.8, open.decode(unit).number("momentum"));
    unit[open.position("optimizer")] = 1;
    assertEquals(Map.of(), without(open.decode(unit).values(), "momentum"));
  }

  private static Map<String, Object> without(Map<String, Object> values, String name) {
    return values.containsKey(name) ? Map.of(name, values.get(name)) : Map.of();
  }

  @Test
  void changesThatMakeNoSenseAreRefusedWithTheReason() {
    assertEquals(
        "rate: 0.01..1 does not widen 0.001..0.1; give a range that contains it.",
        refused(new SpaceEdit.Widen("rate", 0.01, 1)));
    assertEquals(
        "rate: 0.001..0.1 does not narrow 0.001..0.1; give a range inside it.",
        refused(new SpaceEdit.Narrow("rate", 0.001, 0.1)));
    assertEquals(
        "rate: log scale needs min > 0, but min is 0.0. Maybe start at 1e-6.",
        refused(new SpaceEdit.Widen("rate", 0, 1)));
    assertEquals(
        "layers takes whole numbers; the bounds 0.5..8 are not whole.",
        refused(new SpaceEdit.Widen("layers", 0.5, 8)));
    assertEquals(
        "optimizer is one of [sgd, momentum, adam] and has no bounds. Maybe add or remove a"
            + " choice.",
        refused(new SpaceEdit.Widen("optimizer", 0, 1)));
    assertEquals(
        "scale is spread by Normal[mu=0.0, sigma=1.0], which has no bounds to move.",
        refused(new SpaceEdit.Narrow("scale", 0, 1)));
    assertEquals(
        "optimizer takes adam already: [sgd, momentum, adam].",
        refused(new SpaceEdit.Add("optimizer", "adam")));
    assertEquals(
        "rate is a number, not a list of choices. Maybe widen or narrow it.",
        refused(new SpaceEdit.Add("rate", 3)));
    assertEquals(
        "optimizer: lion is not one of its values; it takes [sgd, momentum, adam].",
        refused(new SpaceEdit.Remove("optimizer", "lion")));
    assertEquals(
        "layers: 9 is not one of its values; it takes whole numbers from 1.0 to 4.0.",
        refused(new SpaceEdit.Fix("layers", 9)));
    assertEquals("layers is not fixed; fixed are {}.", refused(new SpaceEdit.Free("layers")));
    assertEquals(
        "there is no parameter lr; there are [rate, optimizer, momentum, layers, batch, scale].",
        refused(new SpaceEdit.Fix("lr", 9)));
  }

  @Test
  void theLastChoiceStays() {
    Domain one = Domain.of(SearchSpace.of(CategoricalParameter.constant("x", 1)));
    assertEquals(
        "x takes nothing but 1; there must be a value left.",
        assertThrows(IllegalArgumentException.class, () -> one.edit(new SpaceEdit.Remove("x", 1)))
            .getMessage());
  }
}
