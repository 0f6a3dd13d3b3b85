package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
  @Test
  void oneOfTheValuesIsEnough() {
    Condition condition = Condition.when("optimizer", "sgd", "nesterov");
    assertTrue(condition.holds(Map.of("optimizer", "sgd")));
    assertFalse(condition.holds(Map.of("optimizer", "adam")));
  }

  @Test
  void anAbsentParentMakesItFail() {
    assertFalse(Condition.when("optimizer", "sgd").holds(Map.of()));
  }

  @Test
  void everyParentMustAgree() {
    Condition condition = new Condition(Map.of("a", List.of(1), "b", List.of(2)));
    assertTrue(condition.holds(Map.of("a", 1L, "b", 2L)));
    assertFalse(condition.holds(Map.of("a", 1L, "b", 3L)));
  }

  @Test
  void numbersCompareByValue() {
    assertTrue(Condition.when("dropout", 0).holds(Map.of("dropout", 0.0)));
    assertTrue(Condition.when("layers", 2.0f).holds(Map.of("layers", 2L)));
    assertFalse(Condition.when("layers", "2").holds(Map.of("layers", 2L)));
  }

  @Test
  void aParentWithoutValuesIsRefused() {
    Map<String, List<Object>> nothing = Map.of("layers", List.of());
    assertEquals(
        "when needs at least one value for each parent, but is {layers=[]}.",
        assertThrows(IllegalArgumentException.class, () -> new Condition(nothing)).getMessage());
  }
}
