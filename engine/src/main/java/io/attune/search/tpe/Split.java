package io.attune.search.tpe;

import io.attune.space.Assignment;
import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a history, parted into good ones and the rest, each in the order of their numbers.
 * Completed trials come before stopped and paused ones, which are ordered by how far they got and
 * then by their last loss; those that break a constraint come last, the least broken first. What
 * has no loss is never good: running trials count as bad, so that those side by side keep apart
 * (the constant liar of Ginsbourger et al. 2010), and so do failed ones, which nobody wants to
 * repeat. With several objectives the order is that of {@link TradeOffs}.
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
    return of(history, history.trials().stream().map(trial -> rank(history, trial)).toList());
  }

  /**
   * The trials by what they had come to at a step, as if all had completed there (Falkner et al.
   * 2018, section 3.2). Those that ended or pause before it are left out: at other steps losses are
   * not comparable.
   */
  static Split at(History history, long step) {
    return of(
        history,
        history.trials().stream().flatMap(trial -> rankAt(history, trial, step).stream()).toList());
  }

  private static Split of(History history, List<Ranked> unplaced) {
    List<Ranked> ranked = history.criteria().several() ? placed(history, unplaced) : unplaced;
    int measured = (int) ranked.stream().filter(trial -> trial.group() < Ranked.UNKNOWN).count();
    List<Ranked> order = new ArrayList<>(ranked);
    order.sort(ORDER);
    boolean[] isGood = new boolean[history.trials().size() + 1];
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
    if (state instanceof TrialState.Running || state instanceof TrialState.Failed) {
      return Ranked.unknown(trial);
    }
    if (state instanceof TrialState.Completed || violation(history, trial) > 0) {
      return rankCompleted(history, trial);
    }
    Curve curve = trial.curve(history.objective().metric());
    return curve.isEmpty()
        ? Ranked.of(trial, Ranked.STOPPED, -1, 0)
        : Ranked.of(
            trial, Ranked.STOPPED, curve.lastStep(), history.objective().loss(curve.last()));
  }

  private static Optional<Ranked> rankAt(History history, Trial trial, long step) {
    TrialState state = trial.state();
    Curve curve = trial.curve(history.objective().metric());
    boolean failed = state instanceof TrialState.Failed;
    if (!failed && !curve.isEmpty() && curve.lastStep() >= step) {
      // A trial that was promoted and runs again is one of the best, not one to keep away from.
      return Optional.of(rankCompleted(history, trial.until(step)));
    }
    return failed || state instanceof TrialState.Running
        ? Optional.of(Ranked.unknown(trial))
        : Optional.empty();
  }

  private static Ranked rankCompleted(History history, Trial trial) {
    double violation = violation(history, trial);
    return violation > 0
        ? Ranked.of(trial, Ranked.INFEASIBLE, 0, violation)
        : Ranked.of(trial, Ranked.COMPLETED, 0, history.loss(trial).orElse(Double.NaN));
  }

  /** With several objectives, feasible trials have their place among their like for a loss. */
  private static List<Ranked> placed(History history, List<Ranked> ranked) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int group = Ranked.COMPLETED; group <= Ranked.STOPPED; group++) {
      int kind = group;
      places.putAll(
          TradeOffs.places(
              history.criteria(),
              ranked.stream().filter(r -> r.group() == kind).map(Ranked::trial).toList(),
              MOST_GOOD));
    }
    return ranked.stream()
        .map(r -> r.group() <= Ranked.STOPPED ? r.with(places.get(r.number())) : r)
        .toList();
  }

  private static double violation(History history, Trial trial) {
    return history.constraints().isEmpty()
        ? 0
        : history.outcome(trial).map(Outcome::violation).orElse(0.0);
  }

  /** One trial with what its place in the order depends on; NaN sorts behind every number. */
  private record Ranked(Trial trial, int group, long step, double loss) {
    static final int COMPLETED = 0;
    static final int STOPPED = 1;
    static final int INFEASIBLE = 2;
    static final int UNKNOWN = 3;

    static Ranked of(Trial trial, int group, long step, double loss) {
      return new Ranked(trial, group, step, loss);
    }

    static Ranked unknown(Trial trial) {
      return new Ranked(trial, UNKNOWN, 0, 0);
    }

    Ranked with(@Nullable Integer place) {
      return new Ranked(trial, group, step, place == null ? Double.NaN : place);
    }

    int number() {
      return trial.number();
    }

    Assignment assignment() {
      return trial.assignment();
    }
  }
}
