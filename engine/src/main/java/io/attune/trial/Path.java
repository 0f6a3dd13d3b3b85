package io.attune.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The places a trial has been at, up to a step: the latest values of the metrics at each step. */
final class Path {
  private final Criteria criteria;
  private final List<Curve> curves = new ArrayList<>();
  private final int objectives;

  Path(Criteria criteria, Trial trial, long until) {
    this.criteria = criteria;
    this.objectives = criteria.objectives().size();
    criteria.objectives().forEach(o -> curves.add(trial.curve(o.metric()).until(until)));
    criteria.constraints().forEach(c -> curves.add(trial.curve(c.metric()).until(until)));
  }

  /** The place that counts. */
  Optional<Outcome> outcome() {
    if (criteria.plain()) {
      double best = curves.get(0).best(criteria.objective());
      return Double.isFinite(best)
          ? Optional.of(new Outcome(List.of(best), List.of(), 0))
          : Optional.empty();
    }
    return criteria.several() ? last() : best();
  }

  /** The last place. */
  Optional<Outcome> last() {
    return place(curves.stream().mapToInt(curve -> curve.size() - 1).toArray());
  }

  /** The best place on the way, for one objective with constraints. */
  private Optional<Outcome> best() {
    int[] at = new int[curves.size()];
    Arrays.fill(at, -1);
    Optional<Outcome> best = Optional.empty();
    while (advance(at)) {
      Optional<Outcome> here = place(at);
      if (here.isPresent() && (best.isEmpty() || criteria.compare(here.get(), best.get()) < 0)) {
        best = here;
      }
    }
    return best;
  }

  /** Goes on to the next step that any of the curves has; false at the end. */
  private boolean advance(int[] at) {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < at.length; i++) {
      if (at[i] + 1 < curves.get(i).size()) {
        next = Math.min(next, curves.get(i).step(at[i] + 1));
      }
    }
    boolean moved = false;
    for (int i = 0; i < at.length; i++) {
      if (at[i] + 1 < curves.get(i).size() && curves.get(i).step(at[i] + 1) == next) {
        at[i]++;
        moved = true;
      }
    }
    return moved;
  }

  private Optional<Outcome> place(int[] at) {
    Double[] values = new Double[at.length];
    for (int i = 0; i < at.length; i++) {
      values[i] = at[i] < 0 ? Double.NaN : curves.get(i).value(at[i]);
    }
    List<Double> aims = Arrays.asList(values).subList(0, objectives);
    List<Double> measured = Arrays.asList(values).subList(objectives, values.length);
    return aims.stream().allMatch(Double::isFinite)
        ? Optional.of(new Outcome(aims, measured, criteria.violation(measured)))
        : Optional.empty();
  }
}
