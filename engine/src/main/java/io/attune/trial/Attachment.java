package io.attune.trial;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Something that a trial recorded beside metrics: what it is called and what its content is, not
 * the content itself.
 *
 * @param name which may have slashes to sort by; it is never the name of a file here
 * @param step at which it was recorded; of several with one name and step the last one counts
 * @param mediaType such as {@code image/png}
 * @param bytes of the content
 * @param sha256 of the content, in 64 small hexadecimal digits
 */
public record Attachment(
    String name, OptionalLong step, Kind kind, String mediaType, long bytes, String sha256) {
  /** Most characters of a name. */
  public static final int LONGEST_NAME = 250;

  /** Most characters of the name of a file, which may be a whole path. */
  public static final int LONGEST_PATH = 1_000;

  private static final int LONGEST_TYPE = 100;
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*(; ?charset=[a-z0-9-]+)?");

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException if something is not as it must be; the message says what
   */
  public Attachment {
    checkName(name, kind == Kind.FILE ? LONGEST_PATH : LONGEST_NAME);
    if (step.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "%s was recorded at step %d; steps start at 0.".formatted(name, step.getAsLong()));
    }
    if (mediaType.length() > LONGEST_TYPE || !MEDIA_TYPE.matcher(mediaType).matches()) {
      throw new IllegalArgumentException(
          "%s is of type %s; a type is something like image/png.".formatted(name, mediaType));
    }
    if (bytes < 0 || !DIGITS.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "%s has %d bytes and SHA-256 %s, which cannot be.".formatted(name, bytes, sha256));
    }
  }

  /**
   * Checks a name by itself, before there is content.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String checkName(String name) {
    return checkName(name, LONGEST_NAME);
  }

  private static String checkName(String name, int most) {
    if (name.isBlank() || name.length() > most) {
      throw new IllegalArgumentException(
          "the name of an attachment has %d characters; give it 1 to %d."
              .formatted(name.strip().length(), most));
    }
    if (name.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new IllegalArgumentException(
          "the name of an attachment has control characters; leave them out.");
    }
    return name;
  }

  /** What can be recorded. */
  public enum Kind {
    /** Text in UTF-8. */
    TEXT,
    /** Rows of values under names, as JSON. */
    TABLE,
    /** A picture in PNG. */
    IMAGE,
    /** Numbers of values in bins, as JSON. */
    HISTOGRAM,
    /** Anything else. */
    FILE
  }
}
