package io.attune.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Attune's server, as far as the trial's key opens it. Asks until it is answered. */
final class Connection {
  private static final String ROOT = "/api/v1/trial/";
  private static final int ATTEMPTS = 6;
  private static final long FIRST_WAIT_MILLIS = 200;

  private final Http http;

  Connection(Http http) {
    this.http = http;
  }

  /** Sends something; the server takes it once, however often it comes. */
  @Nullable Object post(String what, Map<String, ?> body) throws IOException {
    String json = JsonText.write(body);
    return send(() -> http.post(ROOT + what, json));
  }

  /** Sends a file. */
  @Nullable Object put(String what, Path file) throws IOException {
    return send(() -> http.put(ROOT + what, file));
  }

  private @Nullable Object send(Request request) throws IOException {
    IOException failure = new IOException("Attune does not answer at " + http.root());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Link.Answer answer = request.send();
        if (!answer.passing()) {
          return content(answer);
        }
        failure.addSuppressed(new IOException(answer.detail()));
      } catch (InterruptedIOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        failure.addSuppressed(e);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      pause(FIRST_WAIT_MILLIS << attempt);
    }
    throw failure;
  }

  private static @Nullable Object content(Link.Answer answer) {
    if (!answer.ok()) {
      throw new IllegalStateException("Attune refused a request: " + answer.detail());
    }
    return answer.body();
  }

  private static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while Attune did not answer");
    }
  }

  private interface Request {
    Link.Answer send() throws IOException;
  }
}
