package io.attune.app;

import io.attune.space.Parameter;
import io.attune.trial.Family;
import io.attune.trial.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Sorts trials into groups by one parameter: by its values, or, where there are more than twenty
 * numbers, by eighths of its range on its own scale, each without its end; or by what programs said
 * that they belong to. Immutable.
 */
final class Grouping {
  /** Stands for the value of a parameter that a trial does not have. */
  static final String ABSENT = "–";

  /** What to group by that is no parameter. */
  static final String GROUP = "group";

  static final String PARENT = "parent";

  private static final int MOST_VALUES = 20;
  private static final int SHARES = 8;

  private final String name;
  private final List<Double> bounds;
  private final List<Object> keys;
  private final Function<Trial, Object> value;

  private Grouping(
      String name, List<Double> bounds, List<Object> keys, Function<Trial, Object> value) {
    this.name = name;
    this.bounds = bounds;
    this.keys = keys;
    this.value = value;
  }

  private Grouping(Parameter parameter, List<Double> bounds, List<Object> keys) {
    this(parameter.name(), bounds, keys, trial -> value(parameter.name(), trial));
  }

  /** The groups that programs put their trials in, in the order in which they came. */
  static Grouping byGroup(List<Trial> trials) {
    return by(GROUP, trials, trial -> trial.dossier().group().map(group -> (Object) group));
  }

  /** The numbers of the trials' parents, as far as these are trials of the same sweep. */
  static Grouping byParent(List<Trial> trials, Family family) {
    return by(
        PARENT, trials, trial -> family.parent(trial).map(parent -> (Object) parent.number()));
  }

  private static Grouping by(
      String name, List<Trial> trials, Function<Trial, Optional<Object>> told) {
    Function<Trial, Object> value = trial -> told.apply(trial).orElse(ABSENT);
    Set<Object> seen = new LinkedHashSet<>();
    trials.forEach(trial -> seen.add(value.apply(trial)));
    List<Object> keys = new ArrayList<>(seen);
    return new Grouping(name, List.of(), withAbsent(keys, keys.remove(ABSENT)), value);
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
    return new Grouping(parameter, List.of(), withAbsent(values, seen.contains(ABSENT)));
  }

  private static Grouping shares(Parameter parameter, boolean absent) {
    List<Double> bounds =
        IntStream.rangeClosed(0, SHARES)
            .mapToObj(i -> number(parameter.decode(i / (double) SHARES)))
            .toList();
    List<Object> keys = new ArrayList<>();
    IntStream.range(0, SHARES).forEach(share -> keys.add(range(bounds, share)));
    return new Grouping(parameter, bounds, withAbsent(keys, absent));
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
    Object value = this.value.apply(trial);
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
