package io.attune.ui.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which order runs are wanted. Those of which the field is not known, or NaN, come last. */
public final class Order {
  private Order() {}

  /**
   * Reads an order.
   *
   * @param columns such as {@code metrics.loss ASC}; the first counts most
   * @param attributes that there are
   * @throws SearchException if one makes no sense
   */
  public static Comparator<Subject> parse(List<String> columns, Set<String> attributes) {
    List<Comparator<Subject>> orders =
        columns.stream().map(column -> column(column, attributes)).toList();
    return (a, b) ->
        orders.stream()
            .mapToInt(order -> order.compare(a, b))
            .filter(result -> result != 0)
            .findFirst()
            .orElse(0);
  }

  private static Comparator<Subject> column(String text, Set<String> attributes) {
    Tokens tokens = new Tokens(text, attributes);
    Field field = tokens.field();
    boolean down = tokens.takeWord("DESC");
    if (!down) {
      tokens.takeWord("ASC");
    }
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("ASC, DESC or the end", "Maybe write metrics.loss DESC.");
    }
    Comparator<Object> values = down ? Order::compareDown : Order::compare;
    Comparator<Optional<Object>> knownFirst =
        (a, b) ->
            a.isPresent() && b.isPresent()
                ? values.compare(a.get(), b.get())
                : Boolean.compare(a.isEmpty(), b.isEmpty());
    return (a, b) -> knownFirst.compare(known(a, field), known(b, field));
  }

  private static Optional<Object> known(Subject subject, Field field) {
    return subject
        .value(field)
        .filter(value -> !(value instanceof Double number && Double.isNaN(number)));
  }

  private static int compareDown(Object a, Object b) {
    return compare(b, a);
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    return a instanceof Number x && b instanceof Number y
        ? Double.compare(x.doubleValue(), y.doubleValue())
        : a.toString().compareTo(b.toString());
  }
}
