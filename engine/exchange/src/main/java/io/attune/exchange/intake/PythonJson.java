package io.attune.exchange.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as Python writes it: with NaN and Infinity. Nesting and lengths are limited. */
public final class PythonJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  .build())
          .build();

  private PythonJson() {}

  /**
   * A value.
   *
   * @throws IllegalArgumentException if the text is no JSON; the message says what it is
   */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not JSON: %s.".formatted(Texts.brief(text), e.getOriginalMessage()), e);
    }
  }

  /** A value as a text of its own: a JSON text without quotes, anything else as JSON. */
  public static String text(JsonNode json) {
    return json.isTextual() ? json.textValue() : json.toString();
  }
}
