package io.attune.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.attune.space.Nothing;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes answers. NaN and infinities, which JSON lacks, become the texts {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}.
 */
final class Json {
  /** A choice of nothing is shown as a word; null says that a parameter is not active. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule("pages").addSerializer(Nothing.class, ToStringSerializer.instance));

  private Json() {}

  static byte[] bytes(Object body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body.getClass() + " as JSON", e);
    }
  }

  /** One line; back by {@link #read}. */
  static String text(Object body) {
    return new String(bytes(body), StandardCharsets.UTF_8);
  }

  static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + text, e);
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
