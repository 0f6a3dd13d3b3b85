package io.attune.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a trial stands among completed ones by several objectives or constraints. */
final class ParetoStanding {
  private ParetoStanding() {}

  static Standing of(History history, Trial trial, long step) {
    Criteria criteria = history.criteria();
    String metric = criteria.objective().metric();
    Map<Integer, Optional<Outcome>> outcomes = new LinkedHashMap<>();
    for (Trial peer : history.trials()) {
      if (peer.state() instanceof TrialState.Completed && peer.curve(metric).has(step)) {
        outcomes.put(peer.number(), criteria.outcomeAt(peer, step));
      }
    }
    boolean isPeer = outcomes.containsKey(trial.number());
    outcomes.putIfAbsent(trial.number(), criteria.outcome(trial));
    Map<Integer, Double> standings = new ParetoOrder(criteria).standings(outcomes);
    double own = standings.getOrDefault(trial.number(), 0.0);
    if (!isPeer) {
      standings.remove(trial.number());
    }
    List<Double> peers = standings.values().stream().sorted().toList();
    return new Standing(own, peers);
  }
}
