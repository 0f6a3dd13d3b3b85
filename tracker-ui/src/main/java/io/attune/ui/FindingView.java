package io.attune.ui;

import io.attune.analysis.Diagnosis;
import io.attune.analysis.Evidence;
import io.attune.analysis.Finding;
import io.attune.analysis.Suggestion;
import io.attune.trial.Trial;
import java.util.List;

/**
 * What the curves of a trial say, as answers show it.
 *
 * @param verdict for people
 * @param confidence in [0, 1]
 * @param next what to change, for people
 */
record FindingView(String verdict, double confidence, List<Fact> evidence, List<String> next) {
  /** All findings of a trial, the most pressing first. */
  static List<FindingView> of(SweepState state, Trial trial) {
    return Diagnosis.of(trial, state.history().objective()).findings().stream()
        .map(FindingView::of)
        .toList();
  }

  private static FindingView of(Finding finding) {
    return new FindingView(
        finding.verdict().words(),
        finding.confidence(),
        finding.evidence().stream().map(Fact::of).toList(),
        finding.next().stream().map(Suggestion::text).toList());
  }

  /**
   * A number that a verdict rests on.
   *
   * @param limit what it was compared with
   */
  record Fact(String name, double value, String limit) {
    static Fact of(Evidence evidence) {
      return new Fact(evidence.name(), evidence.value(), evidence.limit());
    }
  }
}
