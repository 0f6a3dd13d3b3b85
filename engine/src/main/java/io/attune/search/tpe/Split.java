package io.attune.search.tpe;

import io.attune.space.Assignment;
import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The trials of a history, parted into good ones and the rest, each in the order of their numbers.
 * Completed trials come before stopped and paused ones, which are ordered by how far they got and
 * then by their last loss; those that break a constraint come last, the least broken first. What
 * has no loss is never good: running trials count as bad, so that those side by side keep apart
 * (the constant liar of Ginsbourger et al. 2010), and so do failed ones, which nobody wants to
 * repeat.
 *
 * @param measured number of trials that ended, were stopped or pause
 */
record Split(int measured, List<Assignment> good, List<Assignment> bad) {
  private static final int MOST_GOOD = 25;
  private static final Comparator<Ranked> ORDER =
      Comparator.<Ranked>comparingInt(Ranked::group)
          .thenComparing(Comparator.comparingLong(Ranked::step).reversed())
          .thenComparingDouble(Ranked::loss);

  static Split of(History history) {
    List<Ranked> ranked = new ArrayList<>();
    for (Trial trial : history.trials()) {
      ranked.add(rank(history, trial));
    }
    int measured = (int) ranked.stream().filter(trial -> trial.group() < Ranked.UNKNOWN).count();
    List<Ranked> order = new ArrayList<>(ranked);
    order.sort(ORDER);
    boolean[] isGood = new boolean[ranked.size() + 1];
    order.subList(0, good(measured)).forEach(trial -> isGood[trial.number()] = true);
    return new Split(measured, which(ranked, isGood, true), which(ranked, isGood, false));
  }

  /** How many of some trials count as good: every tenth, rounded up, but at most 25. */
  static int good(int measured) {
    return Math.min((measured + 9) / 10, MOST_GOOD);
  }

  private static List<Assignment> which(List<Ranked> ranked, boolean[] isGood, boolean wanted) {
    return ranked.stream()
        .filter(trial -> isGood[trial.number()] == wanted)
        .map(Ranked::assignment)
        .toList();
  }

  private static Ranked rank(History history, Trial trial) {
    TrialState state = trial.state();
    double violation = violation(history, trial);
    if (state instanceof TrialState.Running || state instanceof TrialState.Failed) {
      return Ranked.of(trial, Ranked.UNKNOWN, 0, 0);
    }
    if (violation > 0) {
      return Ranked.of(trial, Ranked.INFEASIBLE, 0, violation);
    }
    if (state instanceof TrialState.Completed) {
      return Ranked.of(trial, Ranked.COMPLETED, 0, history.loss(trial).orElse(Double.NaN));
    }
    Curve curve = trial.curve(history.objective().metric());
    return curve.isEmpty()
        ? Ranked.of(trial, Ranked.STOPPED, -1, 0)
        : Ranked.of(
            trial, Ranked.STOPPED, curve.lastStep(), history.objective().loss(curve.last()));
  }

  private static double violation(History history, Trial trial) {
    return history.constraints().isEmpty()
        ? 0
        : history.outcome(trial).map(Outcome::violation).orElse(0.0);
  }

  /** One trial with what its place in the order depends on; NaN sorts behind every number. */
  private record Ranked(int number, Assignment assignment, int group, long step, double loss) {
    static final int COMPLETED = 0;
    static final int STOPPED = 1;
    static final int INFEASIBLE = 2;
    static final int UNKNOWN = 3;

    static Ranked of(Trial trial, int group, long step, double loss) {
      return new Ranked(trial.number(), trial.assignment(), group, step, loss);
    }
  }
}
