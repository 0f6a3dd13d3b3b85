package io.attune.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Attune's server, as far as the trial's key opens it. */
final class Connection {
  private static final int ATTEMPTS = 6;
  private static final long FIRST_WAIT_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The server is on this machine; no proxy leads there. */
  private static final ProxySelector DIRECT =
      new ProxySelector() {
        @Override
        public List<Proxy> select(URI uri) {
          return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
      };

  private final HttpClient client =
      HttpClient.newBuilder().proxy(DIRECT).connectTimeout(PATIENCE).build();
  private final String root;
  private final String key;

  Connection(String url, String key) {
    this.root = url.replaceAll("/+$", "") + "/api/v1/trial/";
    this.key = key;
  }

  /** Sends something until it is answered; the server takes it once, however often it comes. */
  @Nullable Object post(String what, Map<String, ?> body) throws IOException {
    return send(
        request(what)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(JsonText.write(body)))
            .build());
  }

  /** Sends a file, however long that takes. */
  @Nullable Object put(String what, Path file) throws IOException {
    return send(
        request(what)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofFile(file))
            .build());
  }

  private HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(URI.create(root + what)).header("Authorization", "Bearer " + key);
  }

  private @Nullable Object send(HttpRequest request) throws IOException {
    IOException failure = new IOException("Attune does not answer at " + root);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
          return content(answer);
        }
        failure.addSuppressed(new IOException(answer.body()));
      } catch (IOException e) {
        failure.addSuppressed(e);
      } catch (InterruptedException e) {
        throw interrupted();
      }
      pause(FIRST_WAIT_MILLIS << attempt);
    }
    throw failure;
  }

  private static @Nullable Object content(HttpResponse<String> answer) {
    if (answer.statusCode() == 200) {
      return JsonText.read(answer.body());
    }
    throw new IllegalStateException("Attune refused a request: " + detail(answer.body()));
  }

  private static String detail(String body) {
    try {
      return JsonText.read(body) instanceof Map<?, ?> problem
          ? String.valueOf(problem.get("detail"))
          : body;
    } catch (IllegalArgumentException e) {
      return body;
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while Attune did not answer");
  }
}
