package io.attune.search.tpe;

import io.attune.trial.Criteria;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.pareto.Domination;
import io.attune.trial.pareto.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order of trials by several objectives, of which the first few are the good ones: by
 * non-domination rank, as in MOTPE (Ozaki et al. 2022, "Multiobjective Tree-Structured Parzen
 * Estimator", section 4.2). Within a rank MOTPE chooses the trials that cover the largest
 * hypervolume; here each next trial is the one farthest from those before it, which covers the rank
 * as well, needs no reference point and does not depend on how the objectives are scaled.
 */
final class TradeOffs {
  private TradeOffs() {}

  /** Places of trials by their numbers, from 0 for the best; none where there is no outcome. */
  static Map<Integer, Integer> places(Criteria criteria, List<Trial> trials) {
    List<Integer> numbers = new ArrayList<>();
    List<double[]> losses = new ArrayList<>();
    for (Trial trial : trials) {
      Optional<Outcome> outcome = criteria.outcome(trial);
      if (outcome.isPresent()) {
        numbers.add(trial.number());
        losses.add(criteria.losses(outcome.get()));
      }
    }
    double[][] points = losses.toArray(double[][]::new);
    Map<Integer, Integer> places = new HashMap<>();
    for (int index : Spread.order(points, Domination.ranks(points))) {
      places.put(numbers.get(index), places.size());
    }
    return places;
  }
}
