package io.attune.run;

import io.attune.trial.Cause;
import io.attune.trial.Curve;
import io.attune.trial.Objective;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.Optional;

/**
 * What becomes of a trial that trained to its own end: its reports say whether it came to anything.
 */
final class Completion {
  private Completion() {}

  static TrialState of(Ledger ledger, int number) {
    Trial trial = ledger.history().trial(number);
    Optional<Outcome> outcome = ledger.history().outcome(trial);
    Optional<Objective> bad =
        ledger.sweep().criteria().objectives().stream()
            .filter(objective -> !Double.isFinite(last(trial, objective)))
            .findFirst();
    if (bad.isEmpty() && outcome.isPresent()) {
      return new TrialState.Completed(outcome.get().first());
    }
    Objective objective = bad.orElse(ledger.sweep().objective());
    String message = objective.metric() + " was " + last(trial, objective);
    return new TrialState.Failed(Cause.of(Cause.Kind.NOT_FINITE, message));
  }

  private static double last(Trial trial, Objective objective) {
    Curve curve = trial.curve(objective.metric());
    return curve.isEmpty() ? Double.NaN : curve.last();
  }
}
