package io.attune.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Medians over the seeds, as a Markdown table: a row per problem, a column per optimiser. */
final class Summary {
  private final List<Outcome> outcomes = new ArrayList<>();

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  void print(PrintWriter out) {
    if (outcomes.isEmpty()) {
      return;
    }
    Set<String> optimizers = new LinkedHashSet<>();
    Set<String> problems = new LinkedHashSet<>();
    outcomes.forEach(outcome -> optimizers.add(outcome.key().optimizer()));
    outcomes.forEach(outcome -> problems.add(outcome.key().problem()));
    out.println();
    out.println(row("median of the best", List.copyOf(optimizers)));
    out.println("|---".repeat(optimizers.size() + 1) + "|");
    for (String problem : problems) {
      out.println(row(problem, medians(optimizers, of(problem), Outcome::best, "%.6g")));
    }
    if (outcomes.stream().noneMatch(outcome -> Double.isNaN(outcome.seconds()))) {
      out.println(
          row("ms per suggestion", medians(optimizers, all -> true, Summary::millis, "%.3g")));
    }
    out.flush();
  }

  /** What the suggestions of a run cost, as an addition to a sentence. */
  static String cost(Outcome outcome) {
    return Double.isNaN(outcome.seconds())
        ? ""
        : String.format(Locale.ROOT, ", %.3g ms per suggestion", millis(outcome));
  }

  private List<String> medians(
      Set<String> optimizers,
      Predicate<Outcome> which,
      ToDoubleFunction<Outcome> value,
      String format) {
    return optimizers.stream()
        .map(
            name ->
                outcomes.stream()
                    .filter(which.and(outcome -> outcome.key().optimizer().equals(name)))
                    .mapToDouble(value)
                    .toArray())
        .map(values -> values.length == 0 ? "" : String.format(Locale.ROOT, format, median(values)))
        .toList();
  }

  private static Predicate<Outcome> of(String problem) {
    return outcome -> outcome.key().problem().equals(problem);
  }

  private static double millis(Outcome outcome) {
    return 1000 * outcome.seconds() / outcome.trials();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String row(String head, List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| " + head + " | ", " |"));
  }
}
