package io.attune.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a sweep file, taken from disk within limits. */
final class SourceText {
  private SourceText() {}

  /**
   * The text without a byte order mark.
   *
   * @throws Complaint if there is no such file, or no text in it
   */
  static String of(Path file) {
    if (Files.isDirectory(file)) {
      throw new Complaint(Place.FILE, "this is a directory. Name the sweep file in it.");
    }
    if (!Files.exists(file)) {
      throw new Complaint(Place.FILE, "there is no such file.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Limits.JSON_BYTES + 1);
      checkSize(bytes.length, "JSON", Limits.JSON_BYTES);
      return withoutMark(decoded(bytes));
    } catch (IOException e) {
      throw new Complaint(Place.FILE, "it cannot be read: " + e.getMessage() + ".");
    }
  }

  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Refuses a text that is too large to be taken apart. */
  static void checkSize(String text, String format, int limit) {
    checkSize(text.length(), format, limit);
    checkSize(text.getBytes(StandardCharsets.UTF_8).length, format, limit);
  }

  private static void checkSize(int size, String format, int limit) {
    if (size > limit) {
      throw new Complaint(
          Place.FILE,
          "it is larger than %,d KB, the most that is read as %s.".formatted(limit / 1024, format));
    }
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Complaint(
          Place.FILE, "it is not UTF-8 text. Maybe save it again with that encoding.");
    }
  }
}
