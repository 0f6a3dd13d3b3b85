package io.attune.ui.mlflow;

import io.javalin.http.Context;
import java.io.InputStream;

/** Sends contents that nobody here vouches for. */
final class Download {
  private Download() {}

  /** As a file to keep, which no browser opens. */
  static void send(Context context, InputStream content, long bytes) {
    // Its length is told, which compressing would change.
    context.disableCompression();
    context
        .header("Content-Disposition", "attachment")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Cache-Control", "no-store")
        .contentType("application/octet-stream")
        .header("Content-Length", Long.toString(bytes))
        .result(content);
  }
}
