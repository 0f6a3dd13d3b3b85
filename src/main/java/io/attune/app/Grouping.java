package io.attune.app;

import io.attune.space.Parameter;
import io.attune.trial.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sorts trials into groups by one parameter: by its values, or, where there are more than twenty
 * numbers, by eighths of its range on its own scale, each without its end. Immutable.
 */
final class Grouping {
  /** Stands for the value of a parameter that a trial does not have. */
  static final String ABSENT = "–";

  private static final int MOST_VALUES = 20;
  private static final int SHARES = 8;

  private final String name;
  private final List<Double> bounds;
  private final List<Object> keys;

  private Grouping(String name, List<Double> bounds, List<Object> keys) {
    this.name = name;
    this.bounds = bounds;
    this.keys = keys;
  }

  /** The groups that some trials fall into. */
  static Grouping of(Parameter parameter, List<Trial> trials) {
    Set<Object> seen = new LinkedHashSet<>();
    trials.forEach(trial -> seen.add(value(parameter.name(), trial)));
    List<Object> values = new ArrayList<>(seen);
    values.remove(ABSENT);
    boolean numbers = values.stream().allMatch(Number.class::isInstance);
    if (numbers && values.size() > MOST_VALUES) {
      return shares(parameter, seen.contains(ABSENT));
    }
    values.sort(numbers ? Comparator.comparingDouble(Grouping::number) : listed(parameter));
    return new Grouping(parameter.name(), List.of(), withAbsent(values, seen.contains(ABSENT)));
  }

  private static Grouping shares(Parameter parameter, boolean absent) {
    List<Double> bounds =
        IntStream.rangeClosed(0, SHARES)
            .mapToObj(i -> number(parameter.decode(i / (double) SHARES)))
            .toList();
    List<Object> keys = new ArrayList<>();
    IntStream.range(0, SHARES).forEach(share -> keys.add(range(bounds, share)));
    return new Grouping(parameter.name(), bounds, withAbsent(keys, absent));
  }

  private static List<Object> withAbsent(List<Object> keys, boolean absent) {
    if (absent) {
      keys.add(ABSENT);
    }
    return List.copyOf(keys);
  }

  /** As in the sweep file, as far as it lists them. */
  private static Comparator<Object> listed(Parameter parameter) {
    List<Object> listed = parameter.cardinality().isPresent() ? parameter.values() : List.of();
    return Comparator.comparingInt(
        value -> listed.contains(value) ? listed.indexOf(value) : listed.size());
  }

  String name() {
    return name;
  }

  /** All groups in order: values, or texts for ranges. */
  List<Object> keys() {
    return keys;
  }

  /** The group of a trial, one of {@link #keys}. */
  Object key(Trial trial) {
    Object value = value(name, trial);
    return bounds.isEmpty() || value.equals(ABSENT) ? value : range(bounds, share(number(value)));
  }

  /** Values beyond the range, from before it was edited, belong to its ends. */
  private int share(double value) {
    int share = 0;
    while (share < SHARES - 1 && value >= bounds.get(share + 1)) {
      share++;
    }
    return share;
  }

  private static Object range(List<Double> bounds, int share) {
    return text(bounds.get(share)) + " to " + text(bounds.get(share + 1));
  }

  /** A key for people: numbers as short as four digits allow, such as 0.1 and 1e-7. */
  static String text(Object key) {
    if (!(key instanceof Double number) || !Double.isFinite(number)) {
      return key.toString();
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros();
    double size = Math.abs(number);
    boolean plain = size == 0 || (size > 0.99e-4 && size < 1e6);
    return plain ? rounded.toPlainString() : rounded.toString().toLowerCase(Locale.ROOT);
  }

  private static Object value(String name, Trial trial) {
    return trial.assignment().values().getOrDefault(name, ABSENT);
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
