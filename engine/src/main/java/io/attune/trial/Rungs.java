package io.attune.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rungs of a growing history, each kept up to date from when it is first asked for. */
final class Rungs {
  private final Criteria criteria;
  private final Map<Milestone, GrowingRung> byMilestone = new HashMap<>();
  private final List<GrowingRung> all = new ArrayList<>();

  Rungs(Criteria criteria) {
    this.criteria = criteria;
  }

  /** A rung; if it is new, made of the trials so far. */
  Rung at(Milestone milestone, List<Trial> trials) {
    return byMilestone.computeIfAbsent(milestone, m -> build(m, trials));
  }

  void update(Trial trial) {
    all.forEach(rung -> rung.update(trial));
  }

  private GrowingRung build(Milestone milestone, List<Trial> trials) {
    GrowingRung rung = of(milestone, trials, criteria);
    all.add(rung);
    return rung;
  }

  static GrowingRung of(Milestone milestone, List<Trial> trials, Criteria criteria) {
    GrowingRung rung =
        criteria.plain()
            ? new RungIndex(milestone, criteria.objective())
            : new ParetoRung(milestone, criteria);
    int last = Math.min(milestone.lastTrial(), trials.size());
    for (int i = milestone.firstTrial(); i <= last; i++) {
      rung.update(trials.get(i - 1));
    }
    return rung;
  }
}
