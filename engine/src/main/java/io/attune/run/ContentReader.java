package io.attune.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.store.ContentJson;

/**
 * Content that programs send or print as a JSON object: its {@code name}, maybe a {@code step}, and
 * {@code text}, {@code columns} and {@code rows}, {@code edges} and {@code counts}, or {@code
 * values}.
 */
public final class ContentReader {
  private ContentReader() {}

  /**
   * Reads content.
   *
   * @param kind {@code text}, {@code table} or {@code histogram}
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static Content read(String kind, JsonNode json) {
    String name = text(json, "name");
    Content content =
        switch (kind) {
          case "text" -> Content.text(name, text(json, "text"));
          case "table" -> Content.table(name, ContentJson.table(json));
          case "histogram" -> Content.histogram(name, ContentJson.histogram(json));
          default ->
              throw new IllegalArgumentException(
                  "there is no kind %s; there are text, table and histogram.".formatted(kind));
        };
    return json.hasNonNull("step") ? content.at(step(json.path("step"))) : content;
  }

  private static String text(JsonNode json, String field) {
    if (!json.path(field).isTextual()) {
      throw new IllegalArgumentException(field + " must be a text.");
    }
    return json.path(field).textValue();
  }

  private static long step(JsonNode json) {
    if (!json.canConvertToExactIntegral() || !json.canConvertToLong()) {
      throw new IllegalArgumentException("step must be a whole number, such as 1.");
    }
    return json.longValue();
  }
}
