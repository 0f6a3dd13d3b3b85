package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomainTest {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          CategoricalParameter.of("optimizer", "sgd", "adam"),
          FloatParameter.uniform("momentum", 0.5, 0.9).when(Condition.when("optimizer", "sgd")),
          IntParameter.uniform("layers", 1, 4),
          FloatParameter.uniform("rate", 0, 1),
          CategoricalParameter.constant("epochs", 20));
  private static final Domain DOMAIN = Domain.of(SPACE);

  private static String refused(Domain domain, Map<String, Object> values) {
    return assertThrows(IllegalArgumentException.class, () -> domain.part(values)).getMessage();
  }

  @Test
  void partsAreSpelledAsTheParametersSpellThem() {
    assertEquals(
        Map.of("layers", 3L, "rate", 1.0, "epochs", 20L),
        DOMAIN.part(Map.of("rate", 1, "layers", 3.0, "epochs", 20.0)).values());
  }

  @Test
  void partsThatBelongToNoPointAreRefused() {
    assertEquals(
        "there is no parameter lr; there are [optimizer, momentum, layers, rate, epochs].",
        refused(DOMAIN, Map.of("lr", 1)));
    assertEquals(
        "rate: 2 is not one of its values; it takes numbers from 0.0 to 1.0.",
        refused(DOMAIN, Map.of("rate", 2)));
    assertEquals(
        "parameter momentum is set to 0.6, but applies only when {optimizer=[sgd]}."
            + " Maybe give that as well.",
        refused(DOMAIN, Map.of("momentum", 0.6)));
    assertEquals(
        "parameter momentum is set to 0.6, but applies only when {optimizer=[sgd]}."
            + " Maybe give that as well.",
        refused(DOMAIN, Map.of("momentum", 0.6, "optimizer", "adam")));
    assertEquals(
        "optimizer is fixed to adam, not sgd. Maybe free it first.",
        refused(DOMAIN.edit(new SpaceEdit.Fix("optimizer", "adam")), Map.of("optimizer", "sgd")));
  }

  @Test
  void aFixedParentLetsItsChildBeGiven() {
    Domain sgd = DOMAIN.edit(new SpaceEdit.Fix("optimizer", "sgd"));
    assertEquals(Map.of("momentum", 0.6), sgd.part(Map.of("momentum", 0.6)).values());
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    assertEquals(
        Map.of("optimizer", "adam", "layers", 2L),
        DOMAIN
            .fitting(
                Map.of("optimizer", "adam", "momentum", 0.6, "layers", 2, "rate", 7, "width", 3))
            .values());
  }

  @Test
  void assignmentsAreAdoptedWhereTheyMeanTheSame() {
    SearchSpace other =
        SearchSpace.of(
            CategoricalParameter.of("optimizer", "sgd", "adam", "lion"),
            IntParameter.uniform("layers", 1, 9),
            IntParameter.uniform("rate", 0, 5),
            CategoricalParameter.constant("data", "digits"));
    Map<String, Object> adam =
        Map.of("optimizer", "adam", "layers", 4, "rate", 1, "data", "digits");
    assertEquals(
        Optional.of(
            new Assignment(Map.of("optimizer", "adam", "layers", 4, "rate", 1.0, "epochs", 20))),
        DOMAIN.adopt(new Assignment(adam), other));
    assertEquals(
        Optional.empty(),
        DOMAIN.adopt(
            new Assignment(Map.of("optimizer", "adam", "layers", 5, "rate", 1, "data", "digits")),
            other));
    assertEquals(
        Optional.empty(),
        DOMAIN.adopt(
            new Assignment(adam), SearchSpace.of(CategoricalParameter.of("data", "digits", "x"))),
        "what the other sweep varied and this one does not know makes it another function");
    assertEquals(
        Optional.empty(),
        DOMAIN.adopt(
            new Assignment(Map.of("optimizer", "sgd", "layers", 4, "rate", 1, "data", "digits")),
            other),
        "momentum is unknown");
  }
}
