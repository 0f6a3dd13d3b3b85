package io.attune.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.run.Content;
import io.attune.run.ContentReader;
import io.attune.run.Entry;
import io.attune.run.Keepable;
import io.attune.run.SentContent;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Reads entries of what is recorded beside metrics. Texts, tables and histograms bring their
 * content with them, pictures and files name the SHA-256 of theirs.
 */
final class AttachedReader {
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "text", Set.of("attach", "at", "name", "step", "text"),
          "table", Set.of("attach", "at", "name", "step", "columns", "rows"),
          "histogram",
              Set.of(
                  "attach",
                  "at",
                  "name",
                  "step",
                  "edges",
                  "counts",
                  "nan",
                  "infinite",
                  "values",
                  "bins"),
          "image", Set.of("attach", "at", "name", "step", "sha256"),
          "file", Set.of("attach", "at", "name", "step", "sha256", "type"));

  private AttachedReader() {}

  /** What cannot be kept is refused by itself: it must not hold up what follows. */
  static Entry read(JsonNode json, Instant at) {
    try {
      return new Entry.Attached(at, content(json));
    } catch (Problem | IllegalArgumentException e) {
      return new Entry.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static Keepable content(JsonNode json) {
    String kind = json.path("attach").asText();
    if (!KEYS.containsKey(kind)) {
      throw Problem.badRequest(
          "there is no kind %s; there are text, table, histogram, image and file."
              .formatted(Query.shorten(kind)));
    }
    EntryReader.checkKeys(json, KEYS.getOrDefault(kind, Set.of()), "what is attached as " + kind);
    boolean sent = kind.equals("image") || kind.equals("file");
    return sent ? sent(kind, json) : ContentReader.read(kind, bare(json));
  }

  /** Without what belongs to the entry, not to the content. */
  private static JsonNode bare(JsonNode json) {
    ObjectNode bare = json.deepCopy();
    bare.remove(Set.of("attach", "at"));
    return bare;
  }

  private static Keepable sent(String kind, JsonNode json) {
    Body body = new Body(json);
    String name = body.text("name");
    Content.Source elsewhere = InputStream::nullInputStream;
    Content content =
        kind.equals("image")
            ? Content.image(name, elsewhere)
            : Content.file(
                name, body.optional("type").orElse("application/octet-stream"), elsewhere);
    return new SentContent(
        json.has("step") ? content.at(body.whole("step")) : content, body.text("sha256"));
  }
}
