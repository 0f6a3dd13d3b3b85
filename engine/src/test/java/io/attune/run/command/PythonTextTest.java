package io.attune.run.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.Nothing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compared with {@code str(value)} of Python 3.12. */
class PythonTextTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "0.1, 0.1",
    "1e-4, 0.0001",
    "1e-5, 1e-05",
    "1.5e-7, 1.5e-07",
    "123456789.25, 123456789.25",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.25e22, 1.25e+22",
    "1e300, 1e+300",
    "5e-324, 5e-324",
    "-2.5e-10, -2.5e-10",
    "0.30000000000000004, 0.30000000000000004",
    "0, 0.0",
    "-0.0, -0.0",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void realNumbersAreWrittenAsPythonDoes(double number, String text) {
    assertEquals(text, PythonText.of(number));
  }

  @Test
  void wordsStandForTruthAndNothing() {
    assertEquals("True", PythonText.of(true));
    assertEquals("False", PythonText.of(false));
    assertEquals("None", PythonText.of(Nothing.NONE));
    assertEquals("42", PythonText.of(42L));
  }

  @Test
  void textsAreQuotedOnlyInsideOfOthers() {
    assertEquals("it's", PythonText.of("it's"));
    assertEquals("['a', \"it's\"]", PythonText.of(List.of("a", "it's")));
    assertEquals("['\"\\'']", PythonText.of(List.of("\"'")));
    assertEquals("['a\\\\b\\n']", PythonText.of(List.of("a\\b\n")));
  }

  @Test
  void listsAndMapsNest() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("lr", 1e-5);
    map.put("layers", List.of(64L, true, Nothing.NONE));
    map.put("none", Map.of());
    assertEquals("{'lr': 1e-05, 'layers': [64, True, None], 'none': {}}", PythonText.of(map));
    assertEquals("[]", PythonText.of(List.of()));
  }
}
