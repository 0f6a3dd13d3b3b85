package io.attune.trial;

import java.util.List;
import java.util.Optional;

/** A history at one moment; immutable. */
record Snapshot(Objective objective, long sequence, List<Trial> trials) implements History {

  static Optional<Trial> best(List<Trial> trials, Objective objective) {
    Optional<Trial> best = Optional.empty();
    for (Trial trial : trials) {
      if (better(trial, best, objective)) {
        best = Optional.of(trial);
      }
    }
    return best;
  }

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
    return best(trials, objective);
  }

  @Override
  public List<Double> lossesAt(long step) {
    SortedLosses losses = new SortedLosses();
    for (Trial trial : trials) {
      Curve curve = trial.curve(objective.metric());
      if (trial.state() instanceof TrialState.Completed && reported(curve, step)) {
        double best = objective.loss(curve.until(step).best(objective));
        losses.add(Double.isNaN(best) ? Double.POSITIVE_INFINITY : best);
      }
    }
    return losses.view();
  }

  private static boolean reported(Curve curve, long step) {
    Curve until = curve.until(step);
    return !until.isEmpty() && until.lastStep() == step;
  }

  @Override
  public History snapshot() {
    return this;
  }
}
