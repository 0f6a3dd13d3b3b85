package io.attune.exchange.intake;

/** Texts of other programs. */
public final class Texts {
  /** Longest text that is kept as the value of a parameter or tag, in characters. */
  public static final int LONGEST = 100_000;

  private static final int BRIEF = 60;

  private Texts() {}

  /** The beginning of a text on one line, for messages. */
  public static String brief(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= BRIEF ? line : line.substring(0, BRIEF) + "…";
  }
}
