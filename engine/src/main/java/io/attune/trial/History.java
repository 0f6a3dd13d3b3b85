package io.attune.trial;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What has happened so far in a sweep, for those who decide what comes next. Objectives are turned
 * into losses here, once: smaller is better for everyone who reads them.
 */
public interface History {
  /** What trials are judged by. */
  Criteria criteria();

  /** What is optimised; the first of several objectives. */
  default Objective objective() {
    return criteria().objective();
  }

  /** Everything that is optimised; one objective in most sweeps. */
  default List<Objective> objectives() {
    return criteria().objectives();
  }

  /** Limits that metrics must keep; none in most sweeps. */
  default List<Constraint> constraints() {
    return criteria().constraints();
  }

  /** Number of events folded in: the sequence number of the last one. */
  long sequence();

  /** Every trial, the one with number n at index n - 1. */
  List<Trial> trials();

  /**
   * Best trial that has an outcome, hence did not fail; the earlier one of equals. A trial that
   * violates a constraint is best only while none is feasible, the one of least violation. With
   * several objectives it is the trial of the {@link #front} that is best in the first. Only {@link
   * #comparable} trials are compared.
   */
  Optional<Trial> best();

  /**
   * The {@link #comparable} feasible trials that none dominates; with one objective, those with the
   * best value.
   */
  default Front front() {
    return Front.of(criteria(), comparable());
  }

  /**
   * The trials whose outcomes are compared: those of the latest stage in which one has an outcome.
   * Stages train differently, so that a score after two epochs is no rival of one after twenty. All
   * trials where a sweep has no stages.
   */
  default List<Trial> comparable() {
    List<Phase> phases = steering().phases();
    int end = trials().size();
    for (int i = phases.size() - 1; i > 0; i--) {
      int first = Math.min(phases.get(i).firstTrial() - 1, end);
      List<Trial> those = trials().subList(first, end);
      if (those.stream().anyMatch(trial -> outcome(trial).isPresent())) {
        return those;
      }
      end = first;
    }
    return trials().subList(0, end);
  }

  /**
   * The {@link #comparable} trials with an outcome, the best first; with several objectives by
   * domination, and within one rank so that the first few are spread over it.
   */
  default List<Trial> ranked() {
    Map<Integer, Optional<Outcome>> outcomes = new LinkedHashMap<>();
    for (Trial trial : comparable()) {
      Optional<Outcome> outcome = outcome(trial);
      if (outcome.isPresent()) {
        outcomes.put(trial.number(), outcome);
      }
    }
    Map<Integer, Double> standings = new ParetoOrder(criteria()).standings(outcomes);
    return outcomes.keySet().stream()
        .sorted(Comparator.<Integer>comparingDouble(standings::get))
        .map(this::trial)
        .toList();
  }

  /**
   * The stage that is under way, as if it were a sweep of its own: its trials are numbered from 1.
   * This history itself where a sweep has no stages.
   */
  default History stage() {
    return this;
  }

  /** Trials of the sweep that come before the first one here: 0 for all but a {@link #stage}. */
  default int before() {
    return 0;
  }

  /** What a trial has come to; empty if it failed, and while it lacks a value of an objective. */
  default Optional<Outcome> outcome(Trial trial) {
    return criteria().outcome(trial);
  }

  /**
   * Losses of completed trials at a step, ascending. Each is the trial's best loss up to that step,
   * and counts only where the trial reported the objective at exactly that step.
   */
  List<Double> lossesAt(long step);

  /**
   * How a trial stands at a step among the completed trials that reported the objective at exactly
   * that step: its best loss so far among their best losses up to there.
   *
   * <p>With several objectives or constraints the numbers are places in one order of all of them:
   * by domination, feasible trials first, and within one rank so that the first few cover it.
   */
  default Standing standing(int trial, long step) {
    if (!criteria().plain()) {
      return ParetoStanding.of(this, trial(trial), step);
    }
    double best = objective().loss(trial(trial).curve(objective().metric()).best(objective()));
    return new Standing(Double.isNaN(best) ? Double.POSITIVE_INFINITY : best, lossesAt(step));
  }

  /** The trials that have arrived at a milestone. */
  Rung rung(Milestone milestone);

  /** Loss of a trial so far in the first objective; empty where {@link #outcome} is. */
  default OptionalDouble loss(Trial trial) {
    Optional<Double> score =
        criteria().plain() ? trial.score(objective()) : outcome(trial).map(Outcome::first);
    return score
        .map(value -> OptionalDouble.of(objective().loss(value)))
        .orElse(OptionalDouble.empty());
  }

  /** How people have steered the sweep so far. */
  default Steering steering() {
    return Steering.NONE;
  }

  /** The trial with a number. */
  default Trial trial(int number) {
    return trials().get(number - 1);
  }

  /** This history as it is now, safe to hand to another thread. */
  History snapshot();
}
