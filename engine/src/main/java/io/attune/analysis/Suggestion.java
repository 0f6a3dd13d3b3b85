package io.attune.analysis;

/** What to change next. A value. */
public sealed interface Suggestion {
  /** For people, in one line. */
  String text();

  /**
   * Try a number of the sweep in another range.
   *
   * @param parameter a parameter of the sweep
   * @param low smallest value worth trying
   * @param high largest value worth trying
   * @param why in a few words
   */
  record Range(String parameter, double low, double high, String why) implements Suggestion {
    @Override
    public String text() {
      String range =
          low == high
              ? Numbers.text(low)
              : "between " + Numbers.text(low) + " and " + Numbers.text(high);
      return "try %s %s: %s".formatted(parameter, range, why);
    }
  }

  /**
   * Try another choice.
   *
   * @param parameter a parameter of the sweep
   * @param choice worth trying
   * @param why in a few words
   */
  record Choice(String parameter, String choice, String why) implements Suggestion {
    @Override
    public String text() {
      return "try %s %s: %s".formatted(parameter, choice, why);
    }
  }

  /** Something that no parameter of the sweep can do. */
  record Advice(String text) implements Suggestion {}
}
