package io.attune.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.time.Duration;

/**
 * Writes answers. NaN and infinities, which JSON lacks, become the texts {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}.
 */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static byte[] bytes(Object body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body.getClass() + " as JSON", e);
    }
  }

  static void answer(Context context, Object body) {
    context
        .header("Content-Type", "application/json")
        .header("Cache-Control", "no-store")
        .result(bytes(body));
  }

  /** Seconds with milliseconds, the unit of all durations in answers. */
  static double seconds(Duration duration) {
    return Math.max(0, duration.toMillis()) / 1000.0;
  }
}
