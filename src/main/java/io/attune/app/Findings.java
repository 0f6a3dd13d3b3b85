package io.attune.app;

import io.attune.analysis.BorderWatch;
import io.attune.analysis.Diagnosis;
import io.attune.analysis.Finding;
import io.attune.analysis.Suggestion;
import io.attune.analysis.Verdict;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What curves and borders say, as lines for people. */
final class Findings {
  private Findings() {}

  /** Every finding of a trial with its evidence; empty where its curves say nothing. */
  static List<String> ofTrial(SweepView view, Trial trial) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : diagnosis(view, trial).findings()) {
      lines.add(headline(finding));
      finding
          .evidence()
          .forEach(
              e -> lines.add("  " + e.name() + " " + Numbers.of(e.value()) + ", " + e.limit()));
      finding.next().forEach(next -> lines.add("  → " + next.text()));
    }
    return lines;
  }

  /** How often each verdict was given, what the best trial's says, and borders of the search. */
  static List<String> ofSweep(SweepView view) {
    List<String> lines = new ArrayList<>();
    Map<Verdict, Long> counts = counts(view);
    if (!counts.isEmpty()) {
      lines.add(
          counts.entrySet().stream()
              .map(count -> count.getValue() + " " + count.getKey().words())
              .collect(Collectors.joining(", ", "trials: ", "")));
    }
    view.history().best().ifPresent(best -> lines.addAll(best(view, best)));
    lines.addAll(borders(view));
    return lines;
  }

  /** A line for each parameter whose best value is at the end of its range. */
  static List<String> borders(SweepView view) {
    if (view.sweep().recorded()) {
      return List.of();
    }
    return BorderWatch.of(view.sweep().domain(view.history()), view.history()).stream()
        .map(border -> border.text())
        .toList();
  }

  private static List<String> best(SweepView view, Trial best) {
    return diagnosis(view, best)
        .main()
        .map(
            finding -> {
              List<String> lines = new ArrayList<>();
              lines.add("best trial #" + best.number() + ": " + headline(finding));
              finding.next().stream()
                  .limit(2)
                  .map(Suggestion::text)
                  .forEach(t -> lines.add("  → " + t));
              return lines;
            })
        .orElseGet(ArrayList::new);
  }

  private static Map<Verdict, Long> counts(SweepView view) {
    return view.history().trials().stream()
        .flatMap(trial -> diagnosis(view, trial).main().stream())
        .collect(
            Collectors.groupingBy(
                Finding::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
  }

  private static Diagnosis diagnosis(SweepView view, Trial trial) {
    return Diagnosis.of(trial, view.history().objective());
  }

  private static String headline(Finding finding) {
    return finding.verdict().words() + " (confidence " + Numbers.of(finding.confidence()) + ")";
  }
}
