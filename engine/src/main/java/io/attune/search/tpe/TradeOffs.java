package io.attune.search.tpe;

import io.attune.trial.Criteria;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.pareto.Coverage;
import io.attune.trial.pareto.Domination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order of trials by several objectives, of which the first few are the good ones: that of MOTPE
 * (Ozaki et al. 2022, "Multiobjective Tree-Structured Parzen Estimator", section 4.2). Trials come
 * by non-domination rank, and within a rank each next one is the one that adds most to the
 * hypervolume of those before it.
 */
final class TradeOffs {
  private TradeOffs() {}

  /**
   * Places of trials by their numbers, from 0 for the best; none where there is no outcome.
   *
   * @param few how many places matter; later ones within a rank are by number
   */
  static Map<Integer, Integer> places(Criteria criteria, List<Trial> trials, int few) {
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
    for (int index : Coverage.order(points, Domination.ranks(points), few)) {
      places.put(numbers.get(index), places.size());
    }
    return places;
  }
}
