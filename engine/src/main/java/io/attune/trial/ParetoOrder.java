package io.attune.trial;

import io.attune.trial.pareto.Domination;
import io.attune.trial.pareto.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One order of trials that are judged by several objectives or constraints, as multi-objective
 * successive halving needs it (Schmucker et al. 2021, "Multi-objective Asynchronous Successive
 * Halving", section 4): by domination, feasible trials before others, and within one rank so that
 * the first few are spread over it.
 */
final class ParetoOrder {
  private final Criteria criteria;

  ParetoOrder(Criteria criteria) {
    this.criteria = criteria;
  }

  /**
   * For each trial the number of trials that come before it; equal outcomes have equal numbers.
   *
   * @param outcomes by number of trial; those without one come last
   */
  Map<Integer, Double> standings(Map<Integer, Optional<Outcome>> outcomes) {
    Map<List<Double>, List<Integer>> groups = groups(outcomes);
    double[][] keys =
        groups.keySet().stream()
            .map(key -> key.stream().mapToDouble(x -> x).toArray())
            .toArray(double[][]::new);
    int[] order = order(keys);
    List<List<Integer>> members = new ArrayList<>(groups.values());
    Map<Integer, Double> standings = new HashMap<>();
    double before = 0;
    for (int group : order) {
      for (int trial : members.get(group)) {
        standings.put(trial, before);
      }
      before += members.get(group).size();
    }
    double last = before;
    outcomes.keySet().forEach(trial -> standings.putIfAbsent(trial, last));
    return standings;
  }

  /** Trials by their violation, followed by their losses. */
  private Map<List<Double>, List<Integer>> groups(Map<Integer, Optional<Outcome>> outcomes) {
    Map<List<Double>, List<Integer>> groups = new LinkedHashMap<>();
    outcomes.forEach(
        (trial, some) ->
            some.ifPresent(
                outcome ->
                    groups.computeIfAbsent(key(outcome), k -> new ArrayList<>()).add(trial)));
    return groups;
  }

  private List<Double> key(Outcome outcome) {
    List<Double> key = new ArrayList<>();
    key.add(outcome.violation());
    for (double loss : criteria.losses(outcome)) {
      key.add(loss + 0.0);
    }
    return key;
  }

  private static int[] order(double[][] keys) {
    double[] violations = Arrays.stream(keys).mapToDouble(key -> key[0]).toArray();
    double[][] losses =
        Arrays.stream(keys)
            .map(key -> Arrays.copyOfRange(key, 1, key.length))
            .toArray(double[][]::new);
    int[] ranks = Domination.ranks(losses, violations);
    return Spread.order(losses, ranks);
  }
}
