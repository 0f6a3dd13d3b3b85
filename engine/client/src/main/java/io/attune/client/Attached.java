package io.attune.client;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Entries of what is recorded beside metrics. What the server would refuse is refused here. */
final class Attached {
  /** How such an entry begins. */
  static final String BEGINNING = "{\"attach\": ";

  /** Longest entry, in bytes: a request may have 1 MB. */
  private static final int LONGEST = 1_000_000;

  private static final long MOST_STEPS = 68_719_476_735L;
  private static final long MOST_FILE = 10L << 30;
  private static final long MOST_IMAGE = 20 << 20;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private Attached() {}

  /**
   * An entry with its content.
   *
   * @throws IllegalArgumentException if name or step are none, or it is too long
   */
  static Entry of(String kind, String name, OptionalLong step, Map<String, ?> content) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("attach", kind);
    json.put("name", Entry.Metrics.checked(name));
    step.ifPresent(at -> json.put("step", checked(name, at)));
    json.putAll(content);
    json.put("at", System.currentTimeMillis());
    return new Entry.Told(limited(name, JsonText.write(json)));
  }

  private static long checked(String name, long step) {
    if (step < 0 || step > MOST_STEPS) {
      throw new IllegalArgumentException(
          "%s was recorded at step %d; steps go from 0 to %d.".formatted(name, step, MOST_STEPS));
    }
    return step;
  }

  private static String limited(String name, String json) {
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST) {
      throw new IllegalArgumentException(
          "%s takes %,d bytes; %,d are the most. Maybe log it as an artifact."
              .formatted(name, bytes, LONGEST));
    }
    return json;
  }

  /**
   * Looks whether a file can be recorded, before it is copied.
   *
   * @throws IllegalArgumentException if name or step are none, if it is too large, or no picture
   *     though it should be one
   */
  static void check(String kind, String name, OptionalLong step, Path file) throws IOException {
    Entry.Metrics.checked(name);
    step.ifPresent(at -> checked(name, at));
    boolean image = kind.equals("image");
    long most = image ? MOST_IMAGE : MOST_FILE;
    long bytes = Files.size(file);
    if (bytes > most) {
      throw new IllegalArgumentException(
          "%s has %,d bytes; %,d are the most.".formatted(name, bytes, most));
    }
    if (image && !isPicture(file)) {
      throw new IllegalArgumentException(
          name + " is no picture in PNG. Maybe log it as an artifact.");
    }
  }

  private static boolean isPicture(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toFile())) {
      return Arrays.equals(in.readNBytes(PNG.length), PNG);
    }
  }
}
