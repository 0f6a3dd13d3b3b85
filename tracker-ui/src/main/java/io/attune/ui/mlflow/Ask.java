package io.attune.ui.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks, read the way protocol buffers read JSON: whole numbers may be texts, names
 * may be in camel case, null is absence, and fields that nobody knows are passed over.
 */
record Ask(JsonNode json) {
  private static final JsonMapper MAPPER = mapper();

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

  /** Of a body; nothing is an object without fields. */
  static Ask of(byte[] body) {
    if (body.length == 0) {
      return new Ask(MAPPER.createObjectNode());
    }
    try {
      JsonNode json = MAPPER.readTree(body);
      if (json != null && json.isObject()) {
        return new Ask(json);
      }
    } catch (JsonProcessingException e) {
      throw MlflowError.invalid("the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw MlflowError.invalid("the body must be a JSON object.");
  }

  /** Of the parameters in an address. */
  static Ask of(Map<String, List<String>> query) {
    ObjectNode json = MAPPER.createObjectNode();
    query.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            json.put(name, values.get(0));
          } else {
            ArrayNode list = json.putArray(name);
            values.forEach(list::add);
          }
        });
    return new Ask(json);
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw MlflowError.invalid("this is no JSON: " + e.getOriginalMessage());
    }
  }

  static byte[] bytes(Object answer) {
    try {
      return MAPPER.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + answer.getClass() + " as JSON", e);
    }
  }

  boolean has(String name) {
    return !field(name).isMissingNode() && !field(name).isNull();
  }

  /** A text, which may have been written as a number. */
  Optional<String> text(String name) {
    JsonNode value = field(name);
    if (value.isContainerNode()) {
      throw MlflowError.invalid("parameter '%s' must be a text.".formatted(name));
    }
    return has(name) ? Optional.of(value.asText()) : Optional.empty();
  }

  /** A text that must be there and say something. */
  String needed(String name) {
    return text(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                MlflowError.invalid("Missing value for required parameter '%s'.".formatted(name)));
  }

  /** A whole number of 64 bits. */
  Optional<Long> whole(String name) {
    return text(name).map(text -> whole(name, text));
  }

  private static long whole(String name, String text) {
    try {
      return new java.math.BigDecimal(text.strip()).longValueExact();
    } catch (NumberFormatException | ArithmeticException e) {
      throw MlflowError.invalid(
          "parameter '%s' must be a whole number, but is '%s'.".formatted(name, shorten(text)));
    }
  }

  /** A time in milliseconds since 1970, at most to the year 9999. */
  Optional<Long> millis(String name) {
    Optional<Long> millis = whole(name);
    if (millis.isPresent() && Math.abs(millis.get()) > 253_402_300_799_999L) {
      throw MlflowError.invalid(
          "parameter '%s' must be in milliseconds since 1970, but is %d."
              .formatted(name, millis.get()));
    }
    return millis;
  }

  /** A number that must be there; may be NaN or infinite. */
  double number(String name) {
    String text = needed(name);
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw MlflowError.invalid(
          "Got invalid value %s for parameter '%s'. It must be a number."
              .formatted(shorten(text), name));
    }
  }

  /** Objects. */
  List<Ask> list(String name) {
    List<Ask> list = new ArrayList<>();
    for (JsonNode item : items(name)) {
      if (!item.isObject()) {
        throw MlflowError.invalid("parameter '%s' must be a list of objects.".formatted(name));
      }
      list.add(new Ask(item));
    }
    return list;
  }

  /** Texts; one alone may stand for a list. */
  List<String> texts(String name) {
    List<String> list = new ArrayList<>();
    for (JsonNode item :
        field(name).isValueNode() && has(name) ? List.of(field(name)) : items(name)) {
      if (!item.isValueNode()) {
        throw MlflowError.invalid("parameter '%s' must be a list of texts.".formatted(name));
      }
      list.add(item.asText());
    }
    return list;
  }

  /** Pairs of {@code key} and {@code value}; of a key that comes twice the last one counts. */
  Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    list(name).forEach(pair -> pairs.put(pair.needed("key"), pair.text("value").orElse("")));
    return pairs;
  }

  /** At most so many of a list at once. */
  int limit(String name, int usual, int most) {
    long limit = whole(name).orElse((long) usual);
    if (limit < 1 || limit > most) {
      throw MlflowError.invalid(
          "Invalid value %d for parameter '%s': it must be 1 to %d.".formatted(limit, name, most));
    }
    return (int) limit;
  }

  private Iterable<JsonNode> items(String name) {
    if (has(name) && !field(name).isArray()) {
      throw MlflowError.invalid("parameter '%s' must be a list.".formatted(name));
    }
    return field(name);
  }

  private JsonNode field(String name) {
    JsonNode value = json.path(name);
    return value.isMissingNode() && name.indexOf('_') > 0 ? json.path(camel(name)) : value;
  }

  private static String camel(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.split("_")) {
      text.append(
          text.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return text.toString();
  }

  static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
