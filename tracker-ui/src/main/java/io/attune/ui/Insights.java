package io.attune.ui;

import io.attune.analysis.Border;
import io.attune.analysis.BorderWatch;
import io.attune.analysis.Diagnosis;
import io.attune.analysis.Finding;
import io.attune.analysis.Verdict;
import io.attune.trial.Trial;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep's trials say together.
 *
 * @param verdicts how many of the last 500 trials got each, the most pressing first
 * @param best what the curves of the best trial say; empty while there is none
 * @param borders a sentence for each parameter whose best value is at the end of its range
 */
record Insights(List<Count> verdicts, List<FindingView> best, List<String> borders) {
  /** A dashboard asks often; older trials are told by the figures of each. */
  private static final int MOST = 500;

  static Insights of(SweepState state) {
    return new Insights(
        counts(state),
        state.best().map(best -> FindingView.of(state, best)).orElse(List.of()),
        state.recorded()
            ? List.of()
            : BorderWatch.of(state.domain(), state.history()).stream().map(Border::text).toList());
  }

  private static List<Count> counts(SweepState state) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    List<Trial> trials = state.history().trials();
    for (Trial trial : trials.subList(Math.max(0, trials.size() - MOST), trials.size())) {
      Diagnosis.of(trial, state.history().objective())
          .main()
          .map(Finding::verdict)
          .ifPresent(verdict -> counts.merge(verdict, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .map(count -> new Count(count.getKey().words(), count.getValue()))
        .toList();
  }

  /** A verdict and how many trials have it as their most pressing one. */
  record Count(String verdict, int trials) {}
}
