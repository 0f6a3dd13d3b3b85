package io.attune.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON object that a request brings: of 1 MB and 64 levels at most, with no name twice and
 * nothing after it.
 */
record Body(JsonNode json) {
  /** Largest request, in bytes. */
  static final int MOST_BYTES = 1 << 20;

  private static final JsonMapper JSON = mapper();

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
    return mapper;
  }

  /** Of a request. */
  static Body of(Context context) {
    try {
      JsonNode json = JSON.readTree(bytes(context));
      if (json != null && json.isObject()) {
        return new Body(json);
      }
    } catch (JsonProcessingException e) {
      throw Problem.badRequest("the body is no JSON: %s.".formatted(said(e)));
    } catch (IOException e) {
      // The client went away or sent nothing for too long: no fault of ours to log.
      throw Problem.badRequest("the body broke off before its end. Send it again, whole.");
    }
    throw Problem.badRequest("the body must be a JSON object, such as {\"step\": 1}.");
  }

  /** Where the parser names the place of an opening bracket, it adds settings of its own. */
  private static String said(JsonProcessingException e) {
    return e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
  }

  /** Refuses fields other than the named ones. */
  Body allow(String... names) {
    Set<String> allowed = Set.of(names);
    for (Iterator<String> fields = json.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!allowed.contains(field)) {
        throw Problem.badRequest(
            "unknown field %s; there are %s."
                .formatted(Query.shorten(field), String.join(", ", Arrays.asList(names))));
      }
    }
    return this;
  }

  /** Whether there is a field. */
  boolean has(String name) {
    return json.has(name);
  }

  /** A text that must be there and say something. */
  String text(String name) {
    return optional(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Problem.badRequest(name + " must be a text that is not empty."));
  }

  /** A text, if it is there. */
  Optional<String> optional(String name) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw Problem.badRequest(name + " must be a text.");
    }
    return Optional.ofNullable(value.textValue());
  }

  /** A whole number that must be there. */
  long whole(String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw Problem.badRequest(name + " must be a whole number, such as 1.");
    }
    return value.longValue();
  }

  /** The same inside bounds. */
  int whole(String name, int min, int max) {
    long value = whole(name);
    if (value < min || value > max) {
      throw Problem.badRequest("%s must be %d to %d, but is %d.".formatted(name, min, max, value));
    }
    return (int) value;
  }

  /** Numbers by name; NaN and infinities may be texts. */
  Map<String, Double> metrics(String name) {
    JsonNode node = json.path(name);
    if (!node.isObject()) {
      throw Problem.badRequest(name + " must be an object, such as {\"val_loss\": 0.3}.");
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    node.properties().forEach(field -> metrics.put(field.getKey(), number(field)));
    return metrics;
  }

  /** JSON has no NaN; some write it all the same, others as a text. */
  private static double number(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw Problem.badRequest(
              "metric %s must be a number, but is %s."
                  .formatted(Query.shorten(field.getKey()), Query.shorten(value.toString())));
    };
  }

  /** Reads no more than may be, whatever length was announced. */
  private static byte[] bytes(Context context) throws IOException {
    byte[] bytes = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Problem.tooLarge("a request may have 1 MB; send several reports instead.");
    }
    return bytes;
  }
}
