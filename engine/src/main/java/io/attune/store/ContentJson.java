package io.attune.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.trial.DataTable;
import io.attune.trial.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables and histograms as JSON. In histograms NaN and the infinities are texts; in tables they are
 * objects such as <code>{"number": "NaN"}</code>, because a cell may be the text NaN.
 */
public final class ContentJson {
  private static final String NUMBER = "number";

  private ContentJson() {}

  /** A histogram as an object. */
  public static ObjectNode write(Histogram histogram) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    numbers(json.putArray("edges"), histogram.edges());
    numbers(json.putArray("counts"), histogram.counts());
    return json.put("nan", histogram.nan()).put("infinite", histogram.infinite());
  }

  /**
   * A histogram from an object with {@code edges} and {@code counts}, or with {@code values} and
   * maybe {@code bins}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Histogram histogram(JsonNode json) {
    if (json.has("values")) {
      double[] values = numbers(json, "values").stream().mapToDouble(Double::doubleValue).toArray();
      return Histogram.of(values, json.path("bins").asInt(Histogram.BINS));
    }
    return new Histogram(
        numbers(json, "edges"),
        numbers(json, "counts"),
        json.path("nan").asLong(),
        json.path("infinite").asLong());
  }

  /** A table as an object. */
  public static ObjectNode write(DataTable table) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    table.columns().forEach(json.putArray("columns")::add);
    ArrayNode rows = json.putArray("rows");
    for (List<@Nullable Object> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cell -> cells.add(cell(cell)));
    }
    return json;
  }

  /**
   * A table from an object with {@code columns} and {@code rows}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static DataTable table(JsonNode json) {
    List<String> columns = new ArrayList<>();
    list(json, "columns").forEach(name -> columns.add(name.asText()));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (JsonNode row : list(json, "rows")) {
      List<@Nullable Object> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(value(cell)));
      rows.add(cells);
    }
    return new DataTable(columns, rows);
  }

  private static JsonNode cell(@Nullable Object cell) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (cell == null) {
      return json.nullNode();
    }
    if (cell instanceof Boolean truth) {
      return json.booleanNode(truth);
    }
    if (cell instanceof Long || cell instanceof Integer) {
      return json.numberNode(((Number) cell).longValue());
    }
    if (cell instanceof Number number) {
      JsonNode value = EventJson.number(number.doubleValue());
      return value.isNumber() ? value : json.objectNode().set(NUMBER, value);
    }
    return json.textNode(cell.toString());
  }

  private static @Nullable Object value(JsonNode cell) {
    if (cell.isNull()) {
      return null;
    }
    if (cell.isBoolean()) {
      return cell.booleanValue();
    }
    if (cell.isIntegralNumber() && cell.canConvertToLong()) {
      return cell.longValue();
    }
    if (cell.isObject() && cell.has(NUMBER)) {
      return number(cell.path(NUMBER));
    }
    if (cell.isContainerNode()) {
      throw new IllegalArgumentException(
          "a cell of a table is %s; cells are texts, numbers, true, false or null."
              .formatted(cell));
    }
    return cell.isNumber() ? (Object) cell.doubleValue() : cell.asText();
  }

  private static void numbers(ArrayNode json, List<Double> numbers) {
    numbers.forEach(number -> json.add(EventJson.number(number)));
  }

  private static List<Double> numbers(JsonNode json, String field) {
    List<Double> numbers = new ArrayList<>();
    list(json, field).forEach(number -> numbers.add(number(number)));
    return numbers;
  }

  private static double number(JsonNode json) {
    try {
      return EventJson.number(json);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no number: " + json, e);
    }
  }

  private static JsonNode list(JsonNode json, String field) {
    if (!json.path(field).isArray()) {
      throw new IllegalArgumentException("%s must be a list.".formatted(field));
    }
    return json.path(field);
  }
}
