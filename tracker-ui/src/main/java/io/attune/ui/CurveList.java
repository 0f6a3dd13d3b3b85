package io.attune.ui;

import io.attune.trial.History;
import io.attune.trial.Trial;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Curves of one metric. Where a sweep has more trials than asked for, half of the curves are of the
 * best trials and the rest of the latest.
 *
 * @param sequence of the last event seen
 * @param total trials that reported the metric
 * @param curves of those trials that changed after the point asked for
 */
record CurveList(String metric, long sequence, int total, List<One> curves) {
  private static final int MOST_POINTS = 200_000;

  static CurveList of(SweepState state, String metric, long after, int trials, int points) {
    List<Trial> all =
        state.history().trials().stream().filter(trial -> !trial.curve(metric).isEmpty()).toList();
    List<Trial> shown = all.size() <= trials ? all : selection(state.history(), all, trials);
    int each = Math.max(4, Math.min(points, MOST_POINTS / Math.max(1, shown.size())));
    return new CurveList(
        metric,
        state.sequence(),
        all.size(),
        shown.stream()
            .filter(trial -> TrialList.changed(state, trial) > after)
            .map(trial -> new One(trial.number(), Points.of(trial.curve(metric), each)))
            .toList());
  }

  private static List<Trial> selection(History history, List<Trial> all, int limit) {
    Comparator<Trial> best =
        Comparator.comparingDouble(trial -> history.loss(trial).orElse(Double.POSITIVE_INFINITY));
    List<Trial> ranked = all.stream().sorted(best).limit(limit / 2).toList();
    Set<Integer> numbers = new HashSet<>(ranked.stream().map(Trial::number).toList());
    for (int i = all.size() - 1; numbers.size() < limit; i--) {
      numbers.add(all.get(i).number());
    }
    return all.stream().filter(trial -> numbers.contains(trial.number())).toList();
  }

  /** The curve of a trial. */
  record One(int number, Points points) {}
}
