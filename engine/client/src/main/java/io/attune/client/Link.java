package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where entries go. */
interface Link {
  /** Says who will send; doing so again does no harm. */
  Answer open() throws IOException;

  /** Sends entries; doing so again does no harm. */
  Answer send(long first, List<String> entries) throws IOException;

  /** Sends a content that entries name; doing so again does no harm. */
  Answer put(String sha256, Path file) throws IOException;

  /** Where it leads, for people. */
  String target();

  /** What a server says. */
  record Answer(int status, @Nullable Object body) {
    /** Nothing was asked. */
    static final Answer DONE = new Answer(200, Map.of());

    boolean ok() {
      return status == 200;
    }

    /** Whether it may be otherwise in a while. */
    boolean passing() {
      return status >= 500 || status == 429 || status == 408;
    }

    /** A member of the body. */
    @Nullable Object get(String name) {
      return body instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** Why it was refused. */
    String detail() {
      Object detail = get("detail");
      return detail == null ? "HTTP status " + status : String.valueOf(detail);
    }

    /** SHA-256 of the contents that have to come first. */
    List<String> missing() {
      return get("missing") instanceof List<?> missing
          ? missing.stream().map(String::valueOf).toList()
          : List.of();
    }

    /** Number of the last entry that is on the server's disk. */
    long acknowledged() throws IOException {
      if (get("acknowledged") instanceof Long last) {
        return last;
      }
      throw new IOException("no answer of Attune's: " + body);
    }
  }
}
