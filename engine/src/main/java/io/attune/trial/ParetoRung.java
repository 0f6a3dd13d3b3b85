package io.attune.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rung of trials that are judged by several objectives or constraints. A trial arrives with a
 * report of the first objective, and stays with the outcome it had then. One more trial may change
 * the order of all others, so the order is made anew when it is asked for.
 */
final class ParetoRung implements GrowingRung {
  private final Milestone milestone;
  private final Criteria criteria;
  private final Map<Integer, Optional<Outcome>> outcomes = new LinkedHashMap<>();
  private final Set<Integer> paused = new TreeSet<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private Map<Integer, Double> standings = Map.of();
  private List<Double> sorted = List.of();
  private boolean stale;

  ParetoRung(Milestone milestone, Criteria criteria) {
    this.milestone = milestone;
    this.criteria = criteria;
  }

  @Override
  public void update(Trial trial) {
    if (!milestone.has(trial.number())) {
      return;
    }
    Curve curve = trial.curve(criteria.objective().metric());
    boolean failed = trial.state() instanceof TrialState.Failed;
    OptionalInt arrival = failed ? OptionalInt.empty() : milestone.arrival(curve);
    boolean known = outcomes.containsKey(trial.number());
    if (arrival.isEmpty() && known) {
      outcomes.remove(trial.number());
    } else if (arrival.isPresent() && !known) {
      outcomes.put(trial.number(), outcome(trial, curve.step(arrival.getAsInt())));
    }
    stale |= arrival.isPresent() != known;
    if (arrival.isPresent() && milestone.pausedAt(trial, curve)) {
      paused.add(trial.number());
    } else {
      paused.remove(trial.number());
    }
  }

  private Optional<Outcome> outcome(Trial trial, long step) {
    return milestone.measure() == Milestone.Measure.LAST
        ? criteria.placeAt(trial, step)
        : criteria.outcomeAt(trial, step);
  }

  @Override
  public int size() {
    return outcomes.size();
  }

  @Override
  public boolean has(int trial) {
    return outcomes.containsKey(trial);
  }

  @Override
  public Standing standing(int trial) {
    check(trial);
    sort();
    return new Standing(standings.getOrDefault(trial, 0.0), sorted);
  }

  @Override
  public int place(int trial) {
    check(trial);
    sort();
    return places.getOrDefault(trial, 0);
  }

  @Override
  public Optional<Integer> firstPaused() {
    sort();
    return paused.stream().min(Comparator.comparingInt(this::place));
  }

  private void sort() {
    if (!stale) {
      return;
    }
    standings = new ParetoOrder(criteria).standings(outcomes);
    sorted = standings.values().stream().sorted().toList();
    List<Integer> order = new ArrayList<>(outcomes.keySet());
    order.sort(
        Comparator.<Integer>comparingDouble(standings::get)
            .thenComparing(Comparator.naturalOrder()));
    places.clear();
    order.forEach(trial -> places.put(trial, places.size()));
    stale = false;
  }

  private void check(int trial) {
    if (!has(trial)) {
      throw new IllegalArgumentException("trial " + trial + " has not arrived at " + milestone);
    }
  }
}
