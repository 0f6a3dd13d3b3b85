package io.attune.app;

/**
 * Text from sweep files, trainers and workers, made harmless for a terminal: what would move the
 * cursor, change colours or turn the direction of writing is shown as its code, not done. JSON
 * stays the same JSON.
 */
final class Plain {
  private Plain() {}

  /** On one line: line ends and tabs become spaces. */
  static String line(String text) {
    return lines(text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
  }

  /** With its line ends and tabs. */
  static String lines(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isControl(c)) {
                plain.append(String.format("\\u%04x", c));
              } else {
                plain.appendCodePoint(c);
              }
            });
    return plain.toString();
  }

  /** Columns that a text takes up in a terminal. */
  static int width(String text) {
    return text.codePoints().map(Plain::width).sum();
  }

  /** The beginning of a text that fits into some columns. */
  static String fit(String text, int columns) {
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int c : text.codePoints().toArray()) {
      width += width(c);
      if (width > columns) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.toString();
  }

  private static boolean isControl(int c) {
    if (c == '\n' || c == '\t') {
      return false;
    }
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return Character.isISOControl(c) || turns || Character.getType(c) == Character.SURROGATE;
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        Character.isIdeographic(c)
            || (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x3000 && c <= 0x30FF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0x1F300 && c <= 0x1FAFF);
    return wide ? 2 : 1;
  }
}
