package io.attune.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads fields of JSON objects that may be missing. */
final class Fields {
  private Fields() {}

  /** A whole number, if it is there. */
  static long whole(JsonNode body, String name, long otherwise) {
    JsonNode value = body.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw Problem.badRequest(
          "%s must be a whole number, but is %s.".formatted(name, Query.shorten(value.toString())));
    }
    return value.longValue();
  }

  /** A text, if it is there and no null. */
  static Optional<String> text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Problem.badRequest(
          "%s must be a text, but is %s.".formatted(name, Query.shorten(value.toString())));
    }
    return Optional.of(value.textValue());
  }

  /** An object of texts; numbers, truth values and null become texts as JSON writes them. */
  static Map<String, String> texts(JsonNode body, String name) {
    JsonNode node = body.path(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (!node.isMissingNode() && !node.isObject()) {
      throw Problem.badRequest(
          "%s must be an object, such as {\"lr\": 0.1}, but is %s."
              .formatted(name, Query.shorten(node.toString())));
    }
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              texts.put(field.getKey(), value.isTextual() ? value.textValue() : value.toString());
            });
    return texts;
  }
}
