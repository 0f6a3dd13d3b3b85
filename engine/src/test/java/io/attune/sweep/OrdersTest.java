package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.space.SpaceEdit;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final Orders ORDERS =
      new Orders(
          SearchSpace.of(
              FloatParameter.uniform("rate", 0, 1),
              CategoricalParameter.of("version", "1", "2"),
              CategoricalParameter.of("batch", 32, 64)));

  private static String refused(Function<String, ?> order, String text) {
    return assertThrows(IllegalArgumentException.class, () -> order.apply(text)).getMessage();
  }

  @Test
  void rangesTakeNumbersAsSweepFilesDo() {
    assertEquals(new SpaceEdit.Widen("rate", 1e-5, 1), ORDERS.widen("rate=1e-5..1"));
    assertEquals(new SpaceEdit.Narrow("rate", -0.5, 1.5), ORDERS.narrow(" rate = -.5 .. 1.5"));
  }

  @Test
  void valuesAreTextsWhereTheParameterHasTexts() {
    assertEquals(new SpaceEdit.Add("version", "3"), ORDERS.add("version=3"));
    assertEquals(new SpaceEdit.Add("batch", 128L), ORDERS.add("batch=128"));
    assertEquals(new SpaceEdit.Remove("version", "1"), ORDERS.remove("version=1"));
    assertEquals(new SpaceEdit.Fix("rate", 0.5), ORDERS.fix("rate=0.5"));
    assertEquals(
        Map.of("rate", 0.01, "version", "2", "batch", 64L),
        ORDERS.point("rate=0.01,version=2, batch=64"));
  }

  @Test
  void whatIsNotUnderstoodIsAnsweredWithAnExample() {
    assertEquals(
        "\"rate=1\" is not understood. Maybe write learning_rate=1e-5..1.",
        refused(ORDERS::widen, "rate=1"));
    assertEquals("rate: \"low\" is no number.", refused(ORDERS::narrow, "rate=low..1"));
    assertEquals(
        "\"adamw\" is not understood. Maybe write optimizer=adamw.", refused(ORDERS::add, "adamw"));
    assertEquals(
        "\"\" is not understood. Maybe write learning_rate=0.01,optimizer=adam.",
        refused(ORDERS::point, "rate=1,"));
  }
}
