package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @Test
  void valuesOfEveryKindAreRead() {
    assertEquals(
        Map.of(
            "a", List.of(1L, -2.5, 1e-5, 1e20),
            "b", Map.of("t", true, "f", false),
            "c", "\"\\/\b\f\n\r\t\u00e9\ud83d\ude00é"),
        JsonText.read(
            " {\"a\" : [1, -2.5, 1e-5,1E20],\n\"b\":{\"t\":true,\"f\":false},"
                + " \"c\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é\"} "));
    assertEquals(Arrays.asList(null, List.of(), Map.of()), JsonText.read("[null, [], {}]"));
    assertEquals(Long.MAX_VALUE / 100, JsonText.read(Long.toString(Long.MAX_VALUE / 100)));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    List<Object> values =
        Arrays.asList(1L, 0.1, Double.NaN, Double.NEGATIVE_INFINITY, 5e-324, null, true, "a\"\n\\");
    Map<String, Object> map = Map.of("x", values, "y\t", Map.of());
    assertEquals(map, JsonText.read(JsonText.write(map)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1 2]",
        "{\"a\"}",
        "{a: 1}",
        "\"a",
        "\"\\x\"",
        "\"\\u12",
        "01",
        "1.",
        "tru",
        "[1]]",
        "{\"a\": 1,}",
        "\"\n\"",
        "nan",
        "--1",
        "+1"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonText.read(text));
  }

  @Test
  void nestingHasALimit() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertEquals(
        "nested more than 64 levels deep",
        assertThrows(IllegalArgumentException.class, () -> JsonText.read(deep)).getMessage());
  }
}
