package io.attune.ui.search;

import java.util.ArrayList;
import java.util.List;

/** Cuts a search into tokens. */
final class Lexer {
  private static final int LONGEST = 20_000;
  private static final List<String> SIGNS =
      List.of("!=", ">=", "<=", "=", ">", "<", "(", ")", ",", ".");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    if (text.length() > LONGEST) {
      throw new SearchException(
          "the search has %d characters; %d are the most.".formatted(text.length(), LONGEST));
    }
    Lexer lexer = new Lexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        next(text.charAt(at));
      }
    }
    tokens.add(new Token(Token.Kind.END, "", text.length()));
  }

  private void next(char c) {
    if (c == '\'' || c == '"') {
      quoted(c, Token.Kind.TEXT);
    } else if (c == '`') {
      quoted(c, Token.Kind.KEY);
    } else if (number(c)) {
      word(true);
    } else if (letter(c)) {
      word(false);
    } else {
      sign();
    }
  }

  /** A quote that is doubled stands for itself. */
  private void quoted(char quote, Token.Kind kind) {
    int start = at++;
    StringBuilder inside = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        inside.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        inside.append(text.charAt(at++));
      } else {
        tokens.add(new Token(kind, inside.toString(), start));
        return;
      }
    }
    throw SearchException.at(start, "this quote is never closed. Maybe add " + quote + ".");
  }

  private boolean number(char c) {
    boolean value = !tokens.isEmpty() && !tokens.get(tokens.size() - 1).is(".");
    boolean signed = (c == '-' || c == '+' || c == '.') && digitAt(at + 1);
    boolean point = (c == '-' || c == '+') && charAt(at + 1) == '.' && digitAt(at + 2);
    return value && (Character.isDigit(c) || signed || point);
  }

  private void word(boolean number) {
    int start = at++;
    while (at < text.length() && goesOn(text.charAt(at), number)) {
      at++;
    }
    tokens.add(new Token(Token.Kind.WORD, text.substring(start, at), start));
  }

  private boolean goesOn(char c, boolean number) {
    if (number && (c == '.' || ((c == '-' || c == '+') && exponent(text.charAt(at - 1))))) {
      return true;
    }
    return letter(c);
  }

  private static boolean exponent(char c) {
    return c == 'e' || c == 'E';
  }

  private static boolean letter(char c) {
    return Character.isLetterOrDigit(c) || "_-/:+".indexOf(c) >= 0;
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        tokens.add(new Token(Token.Kind.SIGN, sign, at));
        at += sign.length();
        return;
      }
    }
    throw SearchException.at(
        at,
        "%s means nothing here. Maybe put names in `backticks` and values in 'quotes'."
            .formatted(text.substring(at, text.offsetByCodePoints(at, 1))));
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : ' ';
  }

  private boolean digitAt(int index) {
    return Character.isDigit(charAt(index));
  }
}
