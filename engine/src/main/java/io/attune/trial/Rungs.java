package io.attune.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rungs of a growing history, each kept up to date from when it is first asked for. */
final class Rungs {
  private final Objective objective;
  private final Map<Milestone, RungIndex> byMilestone = new HashMap<>();
  private final List<RungIndex> all = new ArrayList<>();

  Rungs(Objective objective) {
    this.objective = objective;
  }

  /** A rung; if it is new, made of the trials so far. */
  Rung at(Milestone milestone, List<Trial> trials) {
    return byMilestone.computeIfAbsent(milestone, m -> build(m, trials));
  }

  void update(Trial trial) {
    all.forEach(rung -> rung.update(trial));
  }

  private RungIndex build(Milestone milestone, List<Trial> trials) {
    RungIndex rung = of(milestone, trials, objective);
    all.add(rung);
    return rung;
  }

  static RungIndex of(Milestone milestone, List<Trial> trials, Objective objective) {
    RungIndex rung = new RungIndex(milestone, objective);
    int last = Math.min(milestone.lastTrial(), trials.size());
    for (int i = milestone.firstTrial(); i <= last; i++) {
      rung.update(trials.get(i - 1));
    }
    return rung;
  }
}
