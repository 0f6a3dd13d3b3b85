package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AssignmentTest {
  private static final Assignment A = mixed();

  private static Assignment mixed() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("layers", 3);
    values.put("rate", 0.1f);
    values.put("optimizer", "adam");
    values.put("bias", true);
    values.put("huge", 1L << 40);
    return new Assignment(values);
  }

  @Test
  void gettersGiveValuesInTheAskedKind() {
    assertEquals(3, A.integer("layers"));
    assertEquals(3.0, A.number("layers"));
    assertEquals(0.1, A.number("rate"));
    assertEquals("adam", A.text("optimizer"));
    assertEquals(true, A.flag("bias", false));
  }

  @Test
  void inactiveParametersFallBack() {
    assertEquals(0.9, A.number("momentum", 0.9));
    assertEquals(7, A.integer("units", 7));
    assertEquals("none", A.text("schedule", "none"));
    assertFalse(A.flag("nesterov", false));
  }

  @Test
  void wrongQuestionsAreAnsweredWithWhatIsThere() {
    assertEquals(
        "parameter momentum is not set here; there are [layers, rate, optimizer, bias, huge].",
        assertThrows(IllegalArgumentException.class, () -> A.number("momentum")).getMessage());
    assertEquals(
        "parameter optimizer is adam, not a Number.",
        assertThrows(IllegalArgumentException.class, () -> A.number("optimizer")).getMessage());
    assertEquals(
        "rate: 0.1 is not a whole number.",
        assertThrows(IllegalArgumentException.class, () -> A.integer("rate")).getMessage());
    assertEquals(
        "huge: 1099511627776 does not fit an int.",
        assertThrows(ArithmeticException.class, () -> A.integer("huge")).getMessage());
  }

  @Test
  void equalityIgnoresOrderAndTheWidthOfNumbers() {
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("b", List.of(1L));
    other.put("a", 1L);
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", (short) 1);
    one.put("b", List.of(1));
    assertEquals(new Assignment(one), new Assignment(other));
    assertEquals(new Assignment(one).hashCode(), new Assignment(other).hashCode());
    assertNotEquals(new Assignment(Map.of("a", 1)), new Assignment(Map.of("a", 2)));
  }

  @Test
  void laterChangesToTheMapDoNotShow() {
    Map<String, Object> values = new LinkedHashMap<>(Map.of("a", 1));
    Assignment assignment = new Assignment(values);
    values.put("a", 2);
    assertEquals(1, assignment.integer("a"));
    assertThrows(UnsupportedOperationException.class, () -> assignment.values().clear());
  }
}
