package io.attune.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the trials of a sweep are judged by: one objective or several, and constraints.
 *
 * <p>At each step a trial is where the latest values of its metrics put it. With one objective it
 * counts with the best place where it has been: the best value while all constraints were kept, or
 * if they never were, the value where they were broken least. With several it counts with the place
 * where it is now, because the best values of each alone may never have gone together.
 *
 * @param objectives at least one, of different metrics
 * @param constraints of different metrics; may be empty
 */
public record Criteria(List<Objective> objectives, List<Constraint> constraints) {
  /** With more objectives nearly every trial is on the front, and its volume takes too long. */
  public static final int MOST_OBJECTIVES = 6;

  /** Checks and copies the lists. */
  public Criteria {
    objectives = List.copyOf(objectives);
    constraints = List.copyOf(constraints);
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("a sweep needs an objective. Maybe minimize val_loss.");
    }
    if (objectives.size() > MOST_OBJECTIVES) {
      throw new IllegalArgumentException(
          "there are %d objectives; %d are the most. Maybe make some of them constraints."
              .formatted(objectives.size(), MOST_OBJECTIVES));
    }
    checkDistinct("an objective", objectives.stream().map(Objective::metric).toList());
    checkDistinct("a constraint", constraints.stream().map(Constraint::metric).toList());
  }

  /** One objective and nothing else. */
  public static Criteria of(Objective objective) {
    return new Criteria(List.of(objective), List.of());
  }

  /** The first objective. */
  public Objective objective() {
    return objectives.get(0);
  }

  /** Whether there is one objective and no constraint. */
  public boolean plain() {
    return !several() && constraints.isEmpty();
  }

  /** Whether there is more than one objective. */
  public boolean several() {
    return objectives.size() > 1;
  }

  /** Metrics of the objectives, then of the constraints, each once. */
  public Set<String> metrics() {
    Set<String> metrics = new LinkedHashSet<>();
    objectives.forEach(objective -> metrics.add(objective.metric()));
    constraints.forEach(constraint -> metrics.add(constraint.metric()));
    return metrics;
  }

  /**
   * What a trial has come to; empty if it failed, and while it lacks a finite value of an
   * objective.
   */
  public Optional<Outcome> outcome(Trial trial) {
    return outcomeAt(trial, Long.MAX_VALUE);
  }

  /** What a trial had come to by a step, that step included. */
  public Optional<Outcome> outcomeAt(Trial trial, long step) {
    if (!trial.counts()) {
      return Optional.empty();
    }
    return new Path(this, trial, step).outcome();
  }

  /** Where a trial was at a step: the latest values by then, good or bad. */
  Optional<Outcome> placeAt(Trial trial, long step) {
    return new Path(this, trial, step).last();
  }

  /** Values of the objectives turned into losses, where smaller is better. */
  public double[] losses(Outcome outcome) {
    double[] losses = new double[objectives.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = objectives.get(i).loss(outcome.values().get(i));
    }
    return losses;
  }

  /**
   * Whether an outcome is better than another beyond dispute (Deb et al. 2002, section VI):
   * feasible before infeasible, then less violation, then no worse in any objective and better in
   * one.
   */
  public boolean dominates(Outcome a, Outcome b) {
    if (a.violation() != b.violation()) {
      return a.violation() < b.violation();
    }
    boolean better = false;
    for (int i = 0; i < objectives.size(); i++) {
      double loss = objectives.get(i).loss(a.values().get(i));
      double other = objectives.get(i).loss(b.values().get(i));
      if (loss > other) {
        return false;
      }
      better |= loss < other;
    }
    return better;
  }

  /**
   * Orders outcomes, the best first: feasible before infeasible, then less violation, then the
   * first objective, then the next ones. None dominates one that comes before it.
   */
  public int compare(Outcome a, Outcome b) {
    int order = Double.compare(a.violation(), b.violation());
    for (int i = 0; i < objectives.size() && order == 0; i++) {
      Objective objective = objectives.get(i);
      order =
          Double.compare(
              objective.loss(a.values().get(i)) + 0.0, objective.loss(b.values().get(i)) + 0.0);
    }
    return order;
  }

  /** Sum of violations of constrained metrics. */
  double violation(List<Double> measured) {
    double sum = 0;
    for (int i = 0; i < measured.size(); i++) {
      sum += constraints.get(i).violation(measured.get(i));
    }
    return sum;
  }

  private static void checkDistinct(String what, List<String> metrics) {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>(metrics);
    twice.removeIf(seen::add);
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException(
          twice.get(0) + " is the metric of " + what + " twice. Remove one of the two.");
    }
  }
}
