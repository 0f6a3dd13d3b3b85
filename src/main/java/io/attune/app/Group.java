package io.attune.app;

import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trials that agree in some parameters.
 *
 * @param keys what they agree in, one for each {@link Grouping}
 * @param trials how many there are
 * @param values those of a metric, of the trials that have one
 */
record Group(List<Object> keys, int trials, List<Double> values) {
  /** Every group that has a trial, by the first grouping, then by the next. */
  static List<Group> of(
      List<Trial> trials, List<Grouping> by, Function<Trial, Optional<Double>> measure) {
    Map<List<Object>, List<Trial>> sorted = new LinkedHashMap<>();
    combinations(by).forEach(keys -> sorted.put(keys, new ArrayList<>()));
    for (Trial trial : trials) {
      List<Object> keys = by.stream().map(grouping -> grouping.key(trial)).toList();
      sorted.computeIfAbsent(keys, none -> new ArrayList<>()).add(trial);
    }
    return sorted.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> measured(entry.getKey(), entry.getValue(), measure))
        .toList();
  }

  private static Group measured(
      List<Object> keys, List<Trial> trials, Function<Trial, Optional<Double>> measure) {
    return new Group(
        keys, trials.size(), trials.stream().flatMap(t -> measure.apply(t).stream()).toList());
  }

  private static List<List<Object>> combinations(List<Grouping> by) {
    List<List<Object>> combinations = List.of(List.of());
    for (Grouping grouping : by) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> keys : combinations) {
        for (Object key : grouping.keys()) {
          List<Object> more = new ArrayList<>(keys);
          more.add(key);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /** NaN if there are no values. */
  double mean() {
    return values.isEmpty() ? Double.NaN : statistics().getAverage();
  }

  /** Of the sample, dividing by one less than there are; NaN for fewer than two values. */
  double deviation() {
    if (values.size() < 2) {
      return Double.NaN;
    }
    double mean = mean();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }

  /** Standard error of the mean; NaN for fewer than two values. */
  double error() {
    return deviation() / Math.sqrt(values.size());
  }

  /** NaN if there are no values. */
  double min() {
    return values.isEmpty() ? Double.NaN : statistics().getMin();
  }

  /** NaN if there are no values. */
  double max() {
    return values.isEmpty() ? Double.NaN : statistics().getMax();
  }

  private DoubleSummaryStatistics statistics() {
    return values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
  }
}
