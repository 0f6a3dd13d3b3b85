package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.trial.DataTable;
import io.attune.trial.Histogram;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentJsonTest {
  @Test
  void everyCellOfATableComesBackAsItWas() {
    DataTable table =
        new DataTable(
            List.of("a", "a", ""),
            List.of(
                Arrays.asList("NaN", Double.NaN, null),
                List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0),
                List.of(true, Long.MAX_VALUE, 0.1),
                List.of("<b>\u0000</b>", 1L, 1.0)));
    String line = EventJson.line(ContentJson.write(table));
    assertEquals(table, ContentJson.table(EventJson.parse(line)));
  }

  @Test
  void aTableWithoutRowsIsOne() {
    DataTable table = new DataTable(List.of("a"), List.of());
    assertEquals(table, ContentJson.table(ContentJson.write(table)));
  }

  @Test
  void aHistogramMayReachToInfinity() {
    Histogram histogram =
        new Histogram(
            List.of(Double.NEGATIVE_INFINITY, -1.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY),
            List.of(0.0, 2.5, Double.MAX_VALUE),
            3,
            4);
    String line = EventJson.line(ContentJson.write(histogram));
    assertEquals(histogram, ContentJson.histogram(EventJson.parse(line)));
  }

  @Test
  void aHistogramIsMadeOfValuesWhereTheseAreGiven() {
    Histogram histogram =
        ContentJson.histogram(
            EventJson.parse("{\"values\": [0, 1, 4, \"NaN\", \"-Infinity\"], \"bins\": 2}"));
    assertEquals(new Histogram(List.of(0.0, 2.0, 4.0), List.of(2.0, 1.0), 1, 1), histogram);
  }

  @Test
  void whatIsWrongIsSaid() {
    assertEquals("columns must be a list.", refusal(() -> table("{}")));
    assertEquals(
        "row 1 of a table has 2 cells for 1 columns.",
        refusal(() -> table("{\"columns\": [\"a\"], \"rows\": [[1, 2]]}")));
    assertEquals(
        "a cell of a table is {\"x\":1}; cells are texts, numbers, true, false or null.",
        refusal(() -> table("{\"columns\": [\"a\"], \"rows\": [[{\"x\": 1}]]}")));
    assertEquals(
        "edge 1 of a histogram is 2.0 and edge 2 is 1.0; edges must grow.",
        refusal(
            () -> ContentJson.histogram(EventJson.parse("{\"edges\": [2, 1], \"counts\": [1]}"))));
    assertEquals(
        "count 1 of a histogram is -1.0; counts are 0 or more.",
        refusal(
            () -> ContentJson.histogram(EventJson.parse("{\"edges\": [1, 2], \"counts\": [-1]}"))));
    assertEquals(
        "no number: \"many\"",
        refusal(() -> ContentJson.histogram(EventJson.parse("{\"values\": [\"many\"]}"))));
  }

  private static DataTable table(String json) {
    return ContentJson.table(EventJson.parse(json));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
