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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attune's server. Thread-safe. */
final class Http {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  /** Bytes a second. */
  private static final long SLOWEST = 100_000;

  /** Trackers are near; no proxy leads there. */
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
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(DIRECT)
          .connectTimeout(CONNECTING)
          .build();
  private final String root;
  private final String token;

  Http(String url, String token) {
    this.root = url.replaceAll("/+$", "");
    this.token = token;
  }

  String root() {
    return root;
  }

  /** Asks once. */
  Link.Answer post(String path, String json) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends a file once; it may take as long as files of its size take on slow lines. */
  Link.Answer put(String path, Path file) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .timeout(PATIENCE.plusSeconds(Files.size(file) / SLOWEST))
            .PUT(HttpRequest.BodyPublishers.ofFile(file)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private Link.Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Link.Answer(answer.statusCode(), content(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + root);
    }
  }

  private static @Nullable Object content(String body) {
    try {
      return JsonText.read(body);
    } catch (IllegalArgumentException e) {
      return body;
    }
  }
}
