package io.attune.ui;

import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One try at a trial.
 *
 * @param number from 1
 * @param fromStep step of the checkpoint it began with, or 0
 */
record Attempt(
    int number,
    Instant started,
    Optional<Instant> ended,
    long fromStep,
    TrialState state,
    Map<String, String> environment) {

  static Attempt starting(int number, Instant at, long fromStep) {
    return new Attempt(number, at, Optional.empty(), fromStep, new TrialState.Running(), Map.of());
  }

  Attempt end(TrialEvent.Ended event) {
    return new Attempt(
        number, started, Optional.of(event.at()), fromStep, event.state(), environment);
  }

  Attempt place(TrialEvent.Placed event) {
    Map<String, String> facts = new LinkedHashMap<>(environment);
    facts.putAll(event.environment());
    return new Attempt(number, started, ended, fromStep, state, facts);
  }
}
