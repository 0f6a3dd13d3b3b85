package io.attune.sweep;

/** Words from a file, made fit for an error message. */
final class Texts {
  private static final int LONGEST = 40;

  private Texts() {}

  static String brief(Object value) {
    return brief(value.toString(), LONGEST);
  }

  /** At most {@code longest} characters of the text, with an ellipsis where it was cut. */
  static String brief(String text, int longest) {
    String line = text.length() > longest ? text.substring(0, longest) + "…" : text;
    return line.replaceAll("\\p{Cntrl}", "�");
  }
}
