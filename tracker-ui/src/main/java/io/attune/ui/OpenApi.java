package io.attune.ui;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What the API is, for programs: an OpenAPI document, written by hand and tested against the
 * routes.
 */
final class OpenApi {
  private final byte[] document = load();

  void answer(Context context) {
    new Query(context).allow();
    context
        .header("Cache-Control", "no-cache")
        .header("Content-Type", "application/json")
        .result(document);
  }

  private static byte[] load() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is missing from the jar.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
