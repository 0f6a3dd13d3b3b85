package io.attune.ui.search;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Walks through the tokens of a search; reads what filters and orders have in common. */
final class Tokens {
  private final List<Token> tokens;
  private final Set<String> attributes;
  private int at;

  Tokens(String text, Set<String> attributes) {
    this.tokens = Lexer.tokens(text);
    this.attributes = attributes;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean take(String sign) {
    boolean there = peek().is(sign);
    if (there) {
      next();
    }
    return there;
  }

  boolean takeWord(String keyword) {
    boolean there = peek().word(keyword);
    if (there) {
      next();
    }
    return there;
  }

  void expect(String sign, String remedy) {
    if (!take(sign)) {
      throw unexpected("'" + sign + "'", remedy);
    }
  }

  SearchException unexpected(String wanted, String remedy) {
    return SearchException.at(
        peek().at(), "expected %s, but found %s. %s".formatted(wanted, peek().shown(), remedy));
  }

  /** A name such as {@code metrics.loss}, {@code params.`a b`} or {@code status}. */
  Field field() {
    Token first = next();
    if (first.kind() == Token.Kind.SIGN || first.kind() == Token.Kind.END) {
      throw SearchException.at(
          first.at(),
          "expected a name, but found %s. Maybe write metrics.loss or params.optimizer."
              .formatted(first.shown()));
    }
    return take(".") ? keyed(first) : attribute(first, first.text());
  }

  private Field keyed(Token first) {
    Field.Kind kind =
        Field.Kind.of(first.text())
            .orElseThrow(
                () ->
                    SearchException.at(
                        first.at(),
                        "there is nothing called %s. Maybe write metrics, params, tags or attributes before the dot."
                            .formatted(first.shown())));
    Token key = next();
    if (key.kind() == Token.Kind.SIGN || key.kind() == Token.Kind.END) {
      throw SearchException.at(
          key.at(),
          "expected a name after the dot, but found %s. Maybe put it in `backticks`."
              .formatted(key.shown()));
    }
    String name = key.kind() == Token.Kind.WORD ? dotted(key) : key.text();
    return kind == Field.Kind.ATTRIBUTE ? attribute(key, name) : new Field(kind, name);
  }

  /** Names without quotes may have dots. */
  private String dotted(Token first) {
    StringBuilder name = new StringBuilder(first.text());
    while (peek().is(".")) {
      next();
      name.append('.').append(next().text());
    }
    return name.toString();
  }

  private Field attribute(Token token, String name) {
    Field field = Field.attribute(name);
    if (!attributes.contains(field.key())) {
      throw SearchException.at(
          token.at(),
          "there is no attribute %s; there are %s. Maybe write metrics., params. or tags. before it."
              .formatted(token.shown(), String.join(", ", new TreeSet<>(attributes))));
    }
    return field;
  }
}
