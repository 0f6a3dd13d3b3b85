package io.attune.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A history at one moment; immutable. */
record Snapshot(Criteria criteria, long sequence, List<Trial> trials, Steering steering, int before)
    implements History {
  Snapshot(Criteria criteria, long sequence, List<Trial> trials, Steering steering) {
    this(criteria, sequence, trials, steering, 0);
  }

  static Optional<Trial> best(List<Trial> trials, Criteria criteria) {
    Optional<Trial> best = Optional.empty();
    Optional<Outcome> reached = Optional.empty();
    for (Trial trial : trials) {
      Optional<Outcome> outcome = criteria.outcome(trial);
      if (outcome.isPresent()
          && (reached.isEmpty() || criteria.compare(outcome.get(), reached.get()) < 0)) {
        best = Optional.of(trial);
        reached = outcome;
      }
    }
    return best;
  }

  /** Whether a trial comes before another by a single objective. */
  static boolean better(Trial trial, Optional<Trial> than, Objective objective) {
    Optional<Double> score = trial.score(objective);
    if (score.isEmpty()) {
      return false;
    }
    if (than.isEmpty()) {
      return true;
    }
    double loss = objective.loss(score.get());
    double other = objective.loss(than.get().score(objective).orElseThrow());
    return loss < other || (loss == other && trial.number() < than.get().number());
  }

  @Override
  public Optional<Trial> best() {
    return best(comparable(), criteria);
  }

  @Override
  public History stage() {
    int first = steering.phase().map(Phase::firstTrial).orElse(1);
    if (first == 1) {
      return this;
    }
    List<Trial> those = new ArrayList<>();
    for (Trial trial : trials.subList(Math.min(first - 1, trials.size()), trials.size())) {
      those.add(trial.numbered(those.size() + 1));
    }
    return new Snapshot(criteria, sequence, List.copyOf(those), steering.renumbered(), first - 1);
  }

  @Override
  public List<Double> lossesAt(long step) {
    Objective objective = objective();
    SortedLosses losses = new SortedLosses();
    for (Trial trial : trials) {
      Curve curve = trial.curve(objective.metric());
      if (trial.state() instanceof TrialState.Completed && curve.has(step)) {
        double best = objective.loss(curve.until(step).best(objective));
        losses.add(Double.isNaN(best) ? Double.POSITIVE_INFINITY : best);
      }
    }
    return losses.view();
  }

  @Override
  public Rung rung(Milestone milestone) {
    return Rungs.of(milestone, trials, criteria);
  }

  @Override
  public History snapshot() {
    return this;
  }
}
