package io.attune.ui.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static final Set<String> NUMBERS = Set.of("start_time");
  private static final Set<String> TEXTS = Set.of("status", "run_id", "run_name");
  private static final Set<String> ATTRIBUTES =
      Set.of("start_time", "status", "run_id", "run_name");
  private static final Subject RUN =
      subject(
          Map.of(
              "METRIC loss", 0.25,
              "METRIC val acc/top-5", 0.9,
              "METRIC broken", Double.NaN,
              "PARAM opt", "Adam",
              "PARAM model.depth", "3",
              "TAG mlflow.user", "o'neil",
              "ATTRIBUTE status", "FINISHED",
              "ATTRIBUTE run_id", "ab12",
              "ATTRIBUTE start_time", 1_700_000_000_000L));

  private static Subject subject(Map<String, Object> values) {
    return field -> Optional.ofNullable(values.get(field.kind() + " " + field.key()));
  }

  private static boolean accepts(String filter) {
    return Filter.parse(filter, NUMBERS, TEXTS).accepts(RUN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "metrics.loss < 0.5",
        "metric.loss<=0.25 and params.opt='Adam'",
        "METRICS.loss = 2.5e-1 AND metrics.loss != -1 AND metrics.loss > -.5",
        "metrics.`val acc/top-5` >= 0.9",
        "metrics.\"val acc/top-5\" >= 0.9",
        "metrics.loss < '0.5'",
        "parameters.model.depth = \"3\"",
        "params.opt LIKE 'A%m' AND params.opt ILIKE 'a_AM' AND params.opt like '%'",
        "params.opt != 'sgd'",
        "tags.mlflow.user = 'o''neil'",
        "tags.`mlflow.user` = \"o'neil\"",
        "attributes.status = 'FINISHED' AND status ILIKE 'fin%'",
        "attribute.run_id IN ('x', 'ab12')",
        "run_id NOT IN ('x', 'y')",
        "created > 1699999999999 and attr.start_time <= 1700000000000",
        "metrics.loss > 1 OR params.opt = 'Adam'",
        "metrics.loss > 1 AND params.opt = 'x' OR status = 'FINISHED'",
        "(metrics.loss > 1 OR (params.opt = 'Adam')) AND status = 'FINISHED'",
        "metrics.broken != 1",
      })
  void accepted(String filter) {
    assertTrue(accepts(filter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.loss > 0.5",
        "metrics.missing < 1",
        "metrics.missing != 1",
        "metrics.broken = 1",
        "params.opt = 'adam'",
        "params.opt LIKE 'a%'",
        "params.missing != 'x'",
        "tags.missing LIKE '%'",
        "run_id IN ('x')",
        "run_name NOT IN ('x')",
        "status = 'FINISHED' AND (metrics.loss > 1 OR params.opt = 'x')",
        "metrics.loss < 1 AND params.opt = 'x'",
      })
  void refused(String filter) {
    assertEquals(false, accepts(filter));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "metrics.loss | at character 13: expected a comparison, but found the end. Maybe write = or LIKE.",
        "metrics.loss < | at character 15: expected a number, but found the end. Maybe write 0.5.",
        "metrics.loss < low | at character 16: expected a number, but found 'low'. Maybe write 0.5.",
        "params.opt = adam | at character 14: expected a text in quotes, but found 'adam'. Maybe write 'adam'.",
        "params.opt > 'a' | at character 12: opt is a text: it can be compared by =, !=, LIKE and ILIKE.",
        "metrics.loss LIKE '1' | at character 14: loss is a number: LIKE compares texts.",
        "params.opt = 'adam | at character 14: this quote is never closed. Maybe add '.",
        "colour = 'red' | at character 1: there is no attribute 'colour'; there are run_id, run_name, start_time, status. Maybe write metrics., params. or tags. before it.",
        "model.x = 'a' | at character 1: there is nothing called 'model'. Maybe write metrics, params, tags or attributes before the dot.",
        "(metrics.loss < 1 | at character 18: expected ')', but found the end. Every ( needs one.",
        "metrics.loss < 1; DROP TABLE event | at character 17: ; means nothing here. Maybe put names in `backticks` and values in 'quotes'.",
        "metrics.loss < 1 status = 'x' | at character 18: expected AND, OR or the end, but found 'status'. Maybe put values in 'quotes'.",
        "params. = 'x' | at character 9: expected a name after the dot, but found '='. Maybe put it in `backticks`.",
        "= 1 | at character 1: expected a name, but found '='. Maybe write metrics.loss or params.optimizer.",
        "start_time IN ('1') | at character 12: start_time is a number: IN compares texts.",
      })
  void errorsSayWhereAndWhatToDo(String filter, String message) {
    assertEquals(message, assertThrows(SearchException.class, () -> accepts(filter)).getMessage());
  }

  @Test
  void deepAndLongSearchesAreRefused() {
    assertThrows(SearchException.class, () -> accepts("(".repeat(10_000)));
    assertThrows(SearchException.class, () -> accepts("x".repeat(20_001)));
  }

  @Test
  void ordersPutTheUnknownLast() {
    Subject low = subject(Map.of("METRIC loss", 0.1, "ATTRIBUTE run_id", "low"));
    Subject high = subject(Map.of("METRIC loss", 0.9, "ATTRIBUTE run_id", "high"));
    Subject broken = subject(Map.of("METRIC loss", Double.NaN, "ATTRIBUTE run_id", "broken"));
    Subject silent = subject(Map.of("ATTRIBUTE run_id", "silent"));
    assertEquals(
        "low high silent broken", order(List.of("metrics.loss"), silent, high, broken, low));
    assertEquals(
        "high low silent broken",
        order(List.of("metrics.`loss` DESC", "run_id desc"), broken, low, silent, high));
    assertEquals(
        "at character 14: expected ASC, DESC or the end, but found 'UP'. Maybe write metrics.loss DESC.",
        assertThrows(SearchException.class, () -> order(List.of("metrics.loss UP"))).getMessage());
  }

  private static String order(List<String> columns, Subject... subjects) {
    List<Subject> sorted = new ArrayList<>(List.of(subjects));
    sorted.sort(Order.parse(columns, ATTRIBUTES));
    Field id = new Field(Field.Kind.ATTRIBUTE, "run_id");
    return String.join(
        " ", sorted.stream().map(subject -> subject.value(id).orElseThrow().toString()).toList());
  }

  @Test
  void anythingAtAllIsReadOrRefused() {
    List<String> pieces =
        List.of(
            "metrics",
            "params",
            "tags",
            "attributes",
            ".",
            "loss",
            "`a b`",
            "'x'",
            "\"y\"",
            "=",
            "!=",
            "<",
            ">=",
            "LIKE",
            "ILIKE",
            "IN",
            "NOT",
            "AND",
            "OR",
            "(",
            ")",
            ",",
            "0.5",
            "-1e9",
            "'",
            "`",
            " ",
            "status",
            "start_time",
            "%",
            "_",
            "é",
            "\uD800",
            "\0",
            "1e",
            "--");
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(
            random.nextInt(8) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : pieces.get(random.nextInt(pieces.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
      read += tried(text.toString());
    }
    assertTrue(read > 1_000, "only " + read + " of the texts made sense");
  }

  private static int tried(String text) {
    int read = 0;
    try {
      accepts(text);
      read++;
    } catch (SearchException e) {
      assertTrue(e.getMessage().length() > 10);
    }
    try {
      Order.parse(List.of(text), ATTRIBUTES).compare(RUN, RUN);
    } catch (SearchException e) {
      assertTrue(e.getMessage().length() > 10);
    }
    return read;
  }
}
