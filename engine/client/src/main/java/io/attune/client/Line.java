package io.attune.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One line of a spill file: a checksum, the number of the entry, and the entry. Number 0 is the
 * line that says where the entries belong.
 */
record Line(long number, String json) {
  private static final int CHECKSUM = 8;

  /** The line with its end. */
  byte[] bytes() {
    String content = number + " " + json;
    return (checksum(content) + " " + content + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Back from the text without its end; empty if it was torn or changed. */
  static Optional<Line> parse(String text) {
    int space = text.indexOf(' ', CHECKSUM + 1);
    if (space < 0 || text.charAt(CHECKSUM) != ' ') {
      return Optional.empty();
    }
    String content = text.substring(CHECKSUM + 1);
    return text.startsWith(checksum(content))
        ? Optional.of(
            new Line(
                Long.parseLong(text.substring(CHECKSUM + 1, space)), text.substring(space + 1)))
        : Optional.empty();
  }

  /** SHA-256 of the content that the entry names, if it names one. */
  Optional<String> content() {
    return Optional.ofNullable(member("sha256"));
  }

  /** What the entry is called. */
  String name() {
    return String.valueOf(member("name"));
  }

  /** Only few entries are looked into: most are metrics. */
  private @Nullable String member(String key) {
    return json.startsWith(Attached.BEGINNING)
            && JsonText.read(json) instanceof Map<?, ?> entry
            && entry.get(key) instanceof String text
        ? text
        : null;
  }

  private static String checksum(String content) {
    CRC32 crc = new CRC32();
    crc.update(content.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
