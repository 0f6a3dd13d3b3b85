package io.attune.ui;

import io.attune.run.ContentMissing;
import io.javalin.http.Context;
import java.util.List;

/**
 * Problem details for a batch that names contents which have not been sent.
 *
 * @param missing SHA-256 of each of them
 */
record Missing(
    String type, String title, int status, String code, String detail, List<String> missing) {
  static Missing of(ContentMissing missing) {
    return new Missing(
        "about:blank",
        "Conflict",
        409,
        "content-missing",
        String.valueOf(missing.getMessage()),
        missing.missing());
  }

  void answer(Context context) {
    context
        .status(status)
        .header("Content-Type", "application/problem+json")
        .result(Json.bytes(this));
  }
}
