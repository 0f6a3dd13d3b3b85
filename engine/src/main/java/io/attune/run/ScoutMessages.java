package io.attune.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.store.EventJson;
import java.util.ArrayList;
import java.util.List;

/** The lines that a scout's process answers with, one JSON object each. */
final class ScoutMessages {
  private ScoutMessages() {}

  static String finding(Finding finding) {
    ObjectNode json = of("finding");
    json.put("check", finding.check()).put("verdict", finding.verdict().name());
    json.set("evidence", EventJson.metrics(finding.evidence()));
    return EventJson.line(json.put("explanation", finding.explanation()));
  }

  static Finding finding(JsonNode json) {
    return new Finding(
        json.path("check").asText(),
        Finding.Verdict.valueOf(json.path("verdict").asText()),
        EventJson.numbers(json.path("evidence")),
        json.path("explanation").asText());
  }

  static String range(RateRange range) {
    ObjectNode json = of("range");
    json.put("min", range.min()).put("max", range.max()).put("suggested", range.suggested());
    ArrayNode points = json.put("reason", range.reason()).putArray("points");
    for (RateRange.Point point : range.points()) {
      // As texts, since JSON has no NaN.
      points
          .addArray()
          .add(point.rate())
          .add(Double.toString(point.loss()))
          .add(Double.toString(point.smoothed()));
    }
    return EventJson.line(json);
  }

  static RateRange range(JsonNode json) {
    List<RateRange.Point> points = new ArrayList<>();
    for (JsonNode point : json.path("points")) {
      points.add(
          new RateRange.Point(
              point.path(0).asDouble(), number(point.path(1)), number(point.path(2))));
    }
    return new RateRange(
        json.path("min").asDouble(),
        json.path("max").asDouble(),
        json.path("suggested").asDouble(),
        json.path("reason").asText(),
        points);
  }

  /** The scout refused. */
  static String error(String message) {
    return EventJson.line(of("error").put("message", message));
  }

  /** All is said. */
  static String done() {
    return EventJson.line(of("done"));
  }

  static String type(JsonNode json) {
    return json.path("type").asText();
  }

  static String message(JsonNode json) {
    return json.path("message").asText();
  }

  private static double number(JsonNode json) {
    return Double.parseDouble(json.asText());
  }

  private static ObjectNode of(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
