package io.attune.ui.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads filters by recursive descent: {@code or := and (OR and)*}, {@code and := part (AND part)*},
 * {@code part := ( or ) | name comparison value | name [NOT] IN ( texts )}.
 */
final class FilterParser {
  private static final int DEEPEST = 64;

  private final Tokens tokens;
  private final Set<String> numbers;
  private int depth;

  FilterParser(String text, Set<String> numbers, Set<String> texts) {
    Set<String> attributes = new HashSet<>(numbers);
    attributes.addAll(texts);
    this.tokens = new Tokens(text, attributes);
    this.numbers = numbers;
  }

  Filter parse() {
    Filter filter = any();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("AND, OR or the end", "Maybe put values in 'quotes'.");
    }
    return filter;
  }

  private Filter any() {
    List<Filter> parts = joined("OR", this::all);
    return parts.size() == 1 ? parts.get(0) : new Filter.Any(parts);
  }

  private Filter all() {
    List<Filter> parts = joined("AND", this::part);
    return parts.size() == 1 ? parts.get(0) : new Filter.All(parts);
  }

  private List<Filter> joined(String word, Supplier<Filter> reader) {
    List<Filter> parts = new ArrayList<>();
    do {
      parts.add(reader.get());
    } while (tokens.takeWord(word));
    return parts;
  }

  private Filter part() {
    int at = tokens.peek().at();
    if (!tokens.take("(")) {
      return comparison();
    }
    if (++depth > DEEPEST) {
      throw SearchException.at(
          at, "there are more than " + DEEPEST + " parentheses inside others.");
    }
    Filter inside = any();
    tokens.expect(")", "Every ( needs one.");
    depth--;
    return inside;
  }

  private Filter comparison() {
    Field field = tokens.field();
    boolean number =
        field.kind() == Field.Kind.METRIC
            || (field.kind() == Field.Kind.ATTRIBUTE && numbers.contains(field.key()));
    Token sign = tokens.peek();
    boolean not = tokens.takeWord("NOT");
    if (tokens.takeWord("IN")) {
      return listed(field, number, sign, !not);
    }
    if (not) {
      throw tokens.unexpected("IN", "Maybe write NOT IN ('a', 'b').");
    }
    Operator operator = operator();
    return number ? measured(field, operator, sign) : worded(field, operator, sign);
  }

  private Operator operator() {
    Token token = tokens.peek();
    Optional<Operator> operator =
        Arrays.stream(Operator.values())
            .filter(
                each ->
                    token.kind() != Token.Kind.TEXT
                        && each.sign().equals(token.text().toUpperCase(Locale.ROOT)))
            .findFirst();
    if (operator.isEmpty()) {
      throw tokens.unexpected("a comparison", "Maybe write = or LIKE.");
    }
    tokens.next();
    return operator.get();
  }

  private Filter measured(Field field, Operator operator, Token sign) {
    if (!operator.ofNumbers()) {
      throw SearchException.at(
          sign.at(), "%s is a number: %s compares texts.".formatted(field.key(), operator.sign()));
    }
    Token value = tokens.peek();
    if (value.kind() == Token.Kind.SIGN || value.kind() == Token.Kind.END) {
      throw tokens.unexpected("a number", "Maybe write 0.5.");
    }
    try {
      double number = Double.parseDouble(value.text());
      tokens.next();
      return new Filter.Measured(field, operator, number);
    } catch (NumberFormatException e) {
      throw tokens.unexpected("a number", "Maybe write 0.5.");
    }
  }

  private Filter worded(Field field, Operator operator, Token sign) {
    if (!operator.ofTexts()) {
      throw SearchException.at(
          sign.at(),
          "%s is a text: it can be compared by =, !=, LIKE and ILIKE.".formatted(field.key()));
    }
    return new Filter.Worded(field, operator, text());
  }

  private Filter listed(Field field, boolean number, Token sign, boolean wanted) {
    if (number) {
      throw SearchException.at(
          sign.at(), "%s is a number: IN compares texts.".formatted(field.key()));
    }
    tokens.expect("(", "Maybe write IN ('a', 'b').");
    Set<String> values = new LinkedHashSet<>();
    do {
      values.add(text());
    } while (tokens.take(","));
    tokens.expect(")", "Every ( needs one.");
    return new Filter.Listed(field, values, wanted);
  }

  private String text() {
    if (tokens.peek().kind() != Token.Kind.TEXT) {
      throw tokens.unexpected("a text in quotes", "Maybe write 'adam'.");
    }
    return tokens.next().text();
  }
}
