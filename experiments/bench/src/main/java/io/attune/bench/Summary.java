package io.attune.bench;

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
  private final List<Outcome> outcomes;
  private final Set<String> optimizers = new LinkedHashSet<>();
  private final Set<String> problems = new LinkedHashSet<>();

  Summary(List<Outcome> outcomes) {
    this.outcomes = outcomes;
    for (Outcome outcome : outcomes) {
      optimizers.add(outcome.key().optimizer());
      problems.add(outcome.key().problem());
    }
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(row("median of the best", List.copyOf(optimizers)));
    lines.add("|---".repeat(optimizers.size() + 1) + "|");
    for (String problem : problems) {
      lines.add(row(problem, medians(of(problem), Outcome::best, "%.6g")));
    }
    if (outcomes.stream().noneMatch(outcome -> Double.isNaN(outcome.millis()))) {
      lines.add(row("ms per suggestion", medians(all -> true, Outcome::millis, "%.3g")));
    }
    return String.join("\n", lines);
  }

  /** What the suggestions of a run cost, as an addition to a sentence. */
  static String cost(Outcome outcome) {
    return Double.isNaN(outcome.millis())
        ? ""
        : String.format(Locale.ROOT, ", %.3g ms per suggestion", outcome.millis());
  }

  private List<String> medians(
      Predicate<Outcome> which, ToDoubleFunction<Outcome> value, String format) {
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
