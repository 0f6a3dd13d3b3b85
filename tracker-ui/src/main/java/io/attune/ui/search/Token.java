package io.attune.ui.search;

import java.util.Locale;

/**
 * A word, sign or value of a search.
 *
 * @param text without the quotes
 * @param at index from 0 of its first character
 */
record Token(Kind kind, String text, int at) {
  /** What it is. */
  enum Kind {
    /** Letters and digits without quotes: a key, a keyword or a number. */
    WORD,
    /** In single or double quotes: a value, or a key after a dot. */
    TEXT,
    /** In backticks: a key. */
    KEY,
    /** A comparison, a parenthesis, a comma or a dot. */
    SIGN,
    /** After the last one. */
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean word(String keyword) {
    return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(keyword);
  }

  /** For people. */
  String shown() {
    if (kind == Kind.END) {
      return "the end";
    }
    return "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "'";
  }
}
