package io.attune.ui;

import io.javalin.http.Context;
import java.util.Map;

/** Headers that keep browsers from doing with an answer what it is not for. */
final class Guard {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "X-Frame-Options",
          "DENY");

  private Guard() {}

  /** Puts the headers on an answer. */
  static void protect(Context context) {
    HEADERS.forEach(context::header);
  }
}
