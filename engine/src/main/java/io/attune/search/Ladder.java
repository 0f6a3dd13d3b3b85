package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Rungs that trials climb, each so many times as far as the one before. */
record Ladder(List<Milestone> rungs) {
  /** No trial gets further: steps are kept in 36 bits. */
  private static final long MOST_STEPS = 1L << 36;

  Ladder {
    rungs = List.copyOf(rungs);
  }

  /**
   * Rungs at {@code first}, {@code first·eta}, {@code first·eta²} and so on, rounded.
   *
   * @param end where trials end by themselves: no rung is there or after
   */
  static Ladder of(double first, double eta, long end) {
    List<Long> steps = new ArrayList<>();
    for (double step = first; Math.round(step) < Math.min(end, MOST_STEPS); step *= eta) {
      steps.add(Math.max(1, Math.round(step)));
    }
    return at(steps.stream().distinct().toList());
  }

  static Ladder at(List<Long> steps) {
    List<Milestone> rungs = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      long next = i + 1 < steps.size() ? steps.get(i + 1) : Long.MAX_VALUE;
      rungs.add(Milestone.steps(steps.get(i), next));
    }
    return new Ladder(rungs);
  }

  /** The same rungs for some trials only. */
  Ladder ofTrials(int first, int last) {
    return new Ladder(rungs.stream().map(rung -> rung.ofTrials(first, last)).toList());
  }

  /** The rung that the last point of a curve arrives at, the highest if it arrives at several. */
  OptionalInt arrival(Curve curve) {
    int now = highest(curve.lastStep());
    int before = curve.size() < 2 ? -1 : highest(curve.step(curve.size() - 2));
    return now > before ? OptionalInt.of(now) : OptionalInt.empty();
  }

  private int highest(long step) {
    int reached = -1;
    while (reached + 1 < rungs.size() && rungs.get(reached + 1).from() <= step) {
      reached++;
    }
    return reached;
  }
}
