package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The values that a categorical parameter takes. */
class ChoicesTest {
  @Test
  void numbersAreLongOrDoubleAtEveryLevel() {
    CategoricalParameter parameter =
        CategoricalParameter.of("x", 1, 0.1f, List.of(2, 3), Map.of("k", List.of((short) 4)));
    assertEquals(List.of(1L, 0.1, List.of(2L, 3L), Map.of("k", List.of(4L))), parameter.choices());
  }

  @Test
  void laterChangesToAListLeaveTheChoicesAlone() {
    List<Object> layers = new ArrayList<>(List.of(64));
    CategoricalParameter parameter = CategoricalParameter.of("layers", layers);
    layers.add(32);
    assertEquals(List.of(List.of(64L)), parameter.choices());
  }

  @Test
  void typesThatNoFileCanHoldAreRefused() {
    assertEquals(
        "x: 1.5 is a BigDecimal; values are text, numbers, truth values,"
            + " and lists and maps of these.",
        assertThrows(
                IllegalArgumentException.class,
                () -> CategoricalParameter.of("x", List.of(new BigDecimal("1.5"))))
            .getMessage());
  }

  @Test
  void valuesNestedTooDeepAreRefused() {
    Object deep = "x";
    for (int i = 0; i < 32; i++) {
      deep = List.of(deep);
    }
    Object value = deep;
    assertEquals(
        "x: a value is nested more than 32 levels deep.",
        assertThrows(IllegalArgumentException.class, () -> CategoricalParameter.of("x", value))
            .getMessage());
  }
}
