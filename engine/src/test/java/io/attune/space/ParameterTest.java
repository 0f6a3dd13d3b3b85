package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ParameterTest {
  static Stream<Parameter> continuous() {
    return Stream.of(
        FloatParameter.uniform("x", -3, 5),
        FloatParameter.logUniform("x", 1e-6, 10),
        FloatParameter.of("x", new Distribution.InverseLogUniform(0.5, 0.999)),
        FloatParameter.of("x", new Distribution.Normal(2, 0.5)),
        FloatParameter.of("x", new Distribution.LogNormal(-1, 2)),
        FloatParameter.of("x", new Distribution.Beta(2, 5)));
  }

  static Stream<Parameter> finite() {
    return Stream.of(
        FloatParameter.uniform("x", 0, 1).quantum(0.1),
        FloatParameter.uniform("x", 0.05, 0.95).quantum(0.3),
        FloatParameter.logUniform("x", 1, 1000).quantum(7),
        FloatParameter.of("x", new Distribution.InverseLogUniform(1, 50)).quantum(1),
        FloatParameter.of("x", new Distribution.Beta(2, 5)).quantum(0.125),
        FloatParameter.uniform("x", 4, 4),
        IntParameter.uniform("x", -5, 5),
        IntParameter.uniform("x", 7, 7),
        IntParameter.uniform("x", 10, 95).quantum(10),
        IntParameter.logUniform("x", 1, 512),
        CategoricalParameter.of("x", "sgd", 3, 0.5, true, List.of(1, 2)),
        CategoricalParameter.constant("x", 5),
        new CategoricalParameter(
            "x", List.of("a", "b", "c"), List.of(0.2, 0.7, 0.1), Condition.ALWAYS));
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void numbersSurviveEncoding(Parameter parameter) {
    for (double unit = 0.005; unit < 1; unit += 0.01) {
      double value = (Double) parameter.decode(unit);
      assertTrue(parameter.accepts(value));
      assertEquals(unit, parameter.encode(value), 1e-7);
      double again = (Double) parameter.decode(parameter.encode(value));
      assertEquals(value, again, 1e-6 * Math.max(1e-3, Math.abs(value)));
    }
    assertEquals(OptionalLong.empty(), parameter.cardinality());
  }

  @ParameterizedTest
  @MethodSource("finite")
  void everyListedValueSurvivesEncoding(Parameter parameter) {
    List<Object> values = parameter.values();
    assertEquals(parameter.cardinality(), OptionalLong.of(values.size()));
    for (Object value : values) {
      assertTrue(parameter.accepts(value), "accepts " + value);
      assertEquals(value, parameter.decode(parameter.encode(value)));
    }
  }

  @ParameterizedTest
  @MethodSource("finite")
  void everyDecodedValueIsListed(Parameter parameter) {
    List<Object> values = parameter.values();
    for (double unit = -0.5; unit <= 1.5; unit += 0.003) {
      assertTrue(values.contains(parameter.decode(unit)));
    }
    assertEquals(values.get(0), parameter.decode(0));
    assertEquals(values.get(values.size() - 1), parameter.decode(1));
  }

  @Test
  void multiplesCarryNoRoundingDust() {
    assertEquals(
        List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
        FloatParameter.uniform("x", 0, 1).quantum(0.1).values());
  }

  @Test
  void multiplesOfAQuantumStayInsideTheBounds() {
    assertEquals(List.of(10L, 20L, 30L), IntParameter.uniform("x", 7, 39).quantum(10).values());
    assertEquals(1L, IntParameter.logUniform("x", 1, 9).decode(0));
    assertEquals(1L << 40, IntParameter.uniform("x", 1, 1L << 40).decode(1));
    assertEquals(OptionalLong.of(1L << 40), IntParameter.uniform("x", 1, 1L << 40).cardinality());
    assertEquals(1.0, FloatParameter.logUniform("x", 1e-12, 3).quantum(1).values().get(0));
  }

  @Test
  void unboundedLatticesDecodeToMultiples() {
    FloatParameter parameter = FloatParameter.of("x", new Distribution.Normal(0, 2)).quantum(0.5);
    for (double unit = 0; unit <= 1; unit += 0.01) {
      Object value = parameter.decode(unit);
      assertTrue(parameter.accepts(value));
      assertEquals(Math.rint((Double) value * 2), (Double) value * 2);
    }
    assertEquals(OptionalLong.empty(), parameter.cardinality());
    assertEquals(
        "x: Normal[mu=0.0, sigma=2.0] has no bounds, so its values cannot be listed.",
        assertThrows(IllegalStateException.class, parameter::values).getMessage());
  }

  @Test
  void foreignValuesAreNotAccepted() {
    assertFalse(FloatParameter.uniform("x", 0, 1).accepts(1.1));
    assertFalse(FloatParameter.uniform("x", 0, 1).accepts(Double.NaN));
    assertFalse(FloatParameter.uniform("x", 0, 1).accepts("0.5"));
    assertFalse(FloatParameter.uniform("x", 0, 1).quantum(0.25).accepts(0.3));
    assertFalse(IntParameter.uniform("x", 1, 9).accepts(2.5));
    assertFalse(IntParameter.uniform("x", 1, 9).accepts(0));
    assertFalse(CategoricalParameter.of("x", 1, 2).accepts(3L));
  }

  @Test
  void wholeNumbersOfAnyKindAreTheSameChoice() {
    CategoricalParameter parameter =
        new CategoricalParameter("x", List.of(16, 32, List.of(1, 2)), List.of(), Condition.ALWAYS);
    assertEquals(List.of(16L, 32L, List.of(1L, 2L)), parameter.choices());
    Condition condition = new Condition(Map.of("x", List.of(32)));
    assertTrue(condition.holds(new Assignment(Map.of("x", 32)).values()));
  }

  private static String refusal(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void refusalsNameTheParameterTheValueAndTheRange() {
    assertEquals(
        "rate: 2.0 is not one of its values; it takes numbers from 0.0 to 1.0.",
        refusal(() -> FloatParameter.uniform("rate", 0, 1).encode(2.0)));
    assertEquals(
        "units: 5 is not one of its values; it takes whole numbers from 10.0 to 90.0 in steps of"
            + " 10.0.",
        refusal(() -> IntParameter.uniform("units", 10, 90).quantum(10).encode(5L)));
    assertEquals(
        "optimizer: rmsprop is not one of its values; it takes [sgd, adam].",
        refusal(() -> CategoricalParameter.of("optimizer", "sgd", "adam").encode("rmsprop")));
  }

  @Test
  void impossibleParametersAreRefused() {
    assertEquals(
        "rate: min 2.0 is above max 1.0. Maybe swap them.",
        refusal(() -> FloatParameter.uniform("rate", 2, 1)));
    assertEquals(
        "x: no multiple of q 10.0 lies between min 1.0 and max 9.0. Maybe use a smaller q.",
        refusal(() -> IntParameter.uniform("x", 1, 9).quantum(10)));
    assertEquals(
        "x: value a is listed twice.", refusal(() -> CategoricalParameter.of("x", "a", "b", "a")));
    assertEquals(
        "x: needs at least one value, but has none.", refusal(() -> CategoricalParameter.of("x")));
    assertEquals(
        "x: probabilities sum to 0.8, not to 1.",
        refusal(
            () ->
                new CategoricalParameter("x", List.of(1, 2), List.of(0.5, 0.3), Condition.ALWAYS)));
    assertEquals(
        "x: 2 values but 1 probabilities; give one for each value.",
        refusal(
            () -> new CategoricalParameter("x", List.of(1, 2), List.of(1.0), Condition.ALWAYS)));
    assertEquals(
        "parameter name \"/x\" must be made of letters, digits, and _ . - : with / and spaces inside.",
        refusal(() -> FloatParameter.uniform("/x", 0, 1)));
    assertEquals("2 layers/x", FloatParameter.uniform("2 layers/x", 0, 1).name());
  }
}
