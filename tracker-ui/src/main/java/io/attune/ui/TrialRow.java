package io.attune.ui;

import io.attune.trial.Curve;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A trial in one line.
 *
 * @param state running, paused, completed, stopped, failed, or interrupted for one that was running
 *     when its program ended
 * @param reason why it stopped, failed or was interrupted; else empty
 * @param name if somebody gave it one; else empty
 * @param origin who chose its values, if not the sampler; else empty
 * @param stage name of its stage; empty in a sweep without stages
 * @param seconds time spent in its attempts
 * @param step last one reported
 * @param score value of the first objective; null without one, and for failed trials
 * @param objectives value of each objective; null where the score is
 * @param feasible whether all constraints are kept; null where the score is, or without constraints
 * @param values of the parameters, null where not active
 * @param last last value of each metric, null where never reported
 * @param min smallest value of each metric that is a number
 * @param max largest value of each metric that is a number
 */
record TrialRow(
    int number,
    String state,
    String reason,
    String name,
    String origin,
    String stage,
    int attempt,
    String started,
    @Nullable String ended,
    double seconds,
    long step,
    @Nullable Double score,
    @Nullable List<Double> objectives,
    @Nullable Boolean feasible,
    @Nullable Object[] values,
    @Nullable Double[] last,
    @Nullable Double[] min,
    @Nullable Double[] max) {

  static TrialRow of(SweepState state, Trial trial, List<String> parameters, Instant now) {
    Optional<Outcome> outcome = state.history().outcome(trial);
    return new TrialRow(
        trial.number(),
        state(trial.state(), state.active()),
        trial.dossier().label().deleted()
            ? "Deleted; it counts for nothing and can be restored."
            : reason(trial.state(), state.active()),
        trial.dossier().label().name().orElse(""),
        state.history().steering().origin(trial.number()),
        state.history().steering().stage(trial.number()),
        trial.attempt(),
        trial.started().toString(),
        trial.ended().map(Instant::toString).orElse(null),
        Json.seconds(state.elapsed(trial, now)),
        trial.lastStep(),
        outcome.map(Outcome::first).orElse(null),
        outcome.map(Outcome::values).orElse(null),
        state.history().constraints().isEmpty()
            ? null
            : outcome.map(Outcome::feasible).orElse(null),
        parameters.stream().map(trial.assignment().values()::get).toArray(),
        metrics(state, trial, Curve::last),
        metrics(state, trial, Curve::min),
        metrics(state, trial, Curve::max));
  }

  static String state(TrialState state, boolean active) {
    if (state instanceof TrialState.Completed) {
      return "completed";
    }
    if (state instanceof TrialState.Stopped) {
      return "stopped";
    }
    if (state instanceof TrialState.Failed) {
      return "failed";
    }
    if (state instanceof TrialState.Paused) {
      return "paused";
    }
    return active ? "running" : "interrupted";
  }

  static String reason(TrialState state, boolean active) {
    if (state instanceof TrialState.Stopped stopped) {
      return stopped.reason();
    }
    if (state instanceof TrialState.Failed failed) {
      return failed.cause().message();
    }
    if (state instanceof TrialState.Running && !active) {
      return "The program ended while this trial ran.";
    }
    return "";
  }

  private static @Nullable Double[] metrics(
      SweepState state, Trial trial, ToDoubleFunction<Curve> value) {
    @Nullable Double[] values = new @Nullable Double[state.metrics().size()];
    for (int i = 0; i < values.length; i++) {
      Curve curve = trial.curve(state.metrics().get(i));
      values[i] = curve.isEmpty() ? null : value.applyAsDouble(curve);
    }
    return values;
  }
}
