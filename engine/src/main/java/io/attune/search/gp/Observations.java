package io.attune.search.gp;

import io.attune.search.gp.Imputation.Value;
import io.attune.space.Assignment;
import io.attune.trial.Cause;
import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a history teaches the model. Trials that ended well, were stopped or pause count with their
 * best loss so far. Failed ones, and ended ones without a finite loss, count as clearly worse than
 * all others. The rest is pending: trials that run, and those lost with the program. An imputation
 * may say otherwise of trials that failed or run.
 */
final class Observations {
  private final List<Assignment> measured = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private final List<Assignment> failed = new ArrayList<>();
  private final List<Assignment> pending = new ArrayList<>();
  private final Set<Assignment> tried = new HashSet<>();

  Observations(History history, Imputation imputation) {
    for (Trial trial : history.trials()) {
      tried.add(trial.assignment());
      Optional<Value> asked = asked(trial, imputation);
      OptionalDouble own =
          asked.map(value -> own(trial, history.objective(), value)).orElse(OptionalDouble.empty());
      if (own.isPresent()) {
        addMeasured(trial, own.getAsDouble());
      } else if (asked.equals(Optional.of(Value.WORST))) {
        failed.add(trial.assignment());
      } else {
        addAsUsual(trial, history.loss(trial));
      }
    }
  }

  /** What a trial without a score shall count as; empty if nobody said. */
  private static Optional<Value> asked(Trial trial, Imputation imputation) {
    if (trial.state() instanceof TrialState.Running) {
      return imputation.running();
    }
    return trial.state() instanceof TrialState.Failed && !interrupted(trial)
        ? Optional.of(imputation.failed())
        : Optional.empty();
  }

  private static OptionalDouble own(Trial trial, Objective objective, Value value) {
    Curve curve = trial.curve(objective.metric());
    if (value == Value.WORST || curve.isEmpty()) {
      return OptionalDouble.empty();
    }
    double own = value == Value.BEST ? curve.best(objective) : curve.last();
    return Double.isFinite(own) ? OptionalDouble.of(objective.loss(own)) : OptionalDouble.empty();
  }

  /** Whether nothing is known of a trial's end yet. */
  static boolean isPending(Trial trial, OptionalDouble loss) {
    TrialState state = trial.state();
    return state instanceof TrialState.Running
        || (state instanceof TrialState.Paused && loss.isEmpty())
        || interrupted(trial);
  }

  private static boolean interrupted(Trial trial) {
    return trial.state() instanceof TrialState.Failed failure
        && failure.cause().kind() == Cause.Kind.INTERRUPTED;
  }

  private void addMeasured(Trial trial, double loss) {
    measured.add(trial.assignment());
    losses.add(loss);
  }

  private void addAsUsual(Trial trial, OptionalDouble loss) {
    if (isPending(trial, loss)) {
      pending.add(trial.assignment());
    } else if (loss.isPresent()) {
      addMeasured(trial, loss.getAsDouble());
    } else {
      failed.add(trial.assignment());
    }
  }

  /** Number of trials with a loss. */
  int measured() {
    return measured.size();
  }

  /** Assignments with a target value, the measured ones first. */
  List<Assignment> known() {
    List<Assignment> known = new ArrayList<>(measured);
    known.addAll(failed);
    return known;
  }

  /** Assignments without one, latest last. */
  List<Assignment> pending() {
    return pending;
  }

  /** Every assignment in the history. */
  Set<Assignment> tried() {
    return tried;
  }

  /** What the model is to learn for {@link #known}: warped losses, small is good. */
  double[] targets(OutputWarp.View view) {
    double[] warped = OutputWarp.apply(losses.stream().mapToDouble(x -> x).toArray(), view);
    double[] targets = java.util.Arrays.copyOf(warped, warped.length + failed.size());
    double max = java.util.Arrays.stream(warped).max().orElse(0);
    double min = java.util.Arrays.stream(warped).min().orElse(0);
    // Half a range past the worst repels without bending the model around every failure.
    java.util.Arrays.fill(targets, warped.length, targets.length, max + (max - min) / 2);
    return targets;
  }
}
