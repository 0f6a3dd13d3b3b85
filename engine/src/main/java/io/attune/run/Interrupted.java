package io.attune.run;

import io.attune.trial.Cause;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Trials that ran when their program ended, so that nobody was there to say how they went. */
final class Interrupted {
  /** How such a trial ends; whoever takes the sweep up starts it again. */
  static final TrialState STATE =
      new TrialState.Failed(
          Cause.of(Cause.Kind.INTERRUPTED, "the program ended while the trial ran"));

  private Interrupted() {}

  /** Closes what an earlier run left open, and lists all that is to be started again, in order. */
  static List<Integer> settle(Ledger ledger, Instant now) {
    List<Integer> interrupted = new ArrayList<>();
    for (Trial trial : List.copyOf(ledger.history().trials())) {
      if (trial.state() instanceof TrialState.Running) {
        ledger.add(new TrialEvent.Ended(trial.number(), now, trial.attempt(), STATE));
      }
      if (is(ledger.history().trial(trial.number()))) {
        interrupted.add(trial.number());
      }
    }
    return interrupted;
  }

  private static boolean is(Trial trial) {
    return trial.state() instanceof TrialState.Failed failed
        && failed.cause().kind() == Cause.Kind.INTERRUPTED;
  }
}
