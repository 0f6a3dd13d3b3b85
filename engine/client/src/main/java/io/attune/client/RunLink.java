package io.attune.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a tracker, and the stream of entries that one process sends of it.
 *
 * @param opening what the tracker is told of the run
 */
record RunLink(Http http, String stream, Map<String, @Nullable Object> opening) implements Link {
  private static final String ROOT = "/api/v1/recordings";

  /** Back from {@link #head}. */
  static RunLink of(String head, String url, String token) {
    Map<String, @Nullable Object> json = Arguments.named(JsonText.read(head));
    return new RunLink(
        new Http(url.isEmpty() ? url(head) : url, token),
        String.valueOf(json.get("stream")),
        Arguments.named(json.get("opening")));
  }

  /** Which tracker a file is for. */
  static String url(String head) {
    return String.valueOf(Arguments.named(JsonText.read(head)).get("url"));
  }

  /** What a spill file says of where its entries belong. */
  String head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("url", http.root());
    head.put("stream", stream);
    head.put("opening", opening);
    return JsonText.write(head);
  }

  String run() {
    return String.valueOf(opening.get("run"));
  }

  @Override
  public Answer open() throws IOException {
    return http.post(ROOT, JsonText.write(opening));
  }

  @Override
  public Answer send(long first, List<String> entries) throws IOException {
    return http.post(place() + "/batches", batch(stream, first, entries));
  }

  @Override
  public Answer put(String sha256, Path file) throws IOException {
    return http.put(place() + "/blobs/" + sha256, file);
  }

  private String place() {
    return ROOT + "/" + URLEncoder.encode(run(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Entries are JSON already. */
  static String batch(String stream, long first, List<String> entries) {
    return "{\"stream\": %s, \"first\": %d, \"entries\": [%s]}"
        .formatted(JsonText.write(stream), first, String.join(",", entries));
  }

  @Override
  public String target() {
    return http.root();
  }
}
