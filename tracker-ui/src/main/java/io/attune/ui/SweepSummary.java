package io.attune.ui;

import io.attune.store.SweepRecord;
import io.attune.sweep.Sweep;
import io.attune.trial.Trial;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sweep in short, as answers show it.
 *
 * @param status new, running, finished or interrupted
 * @param goal minimize or maximize
 * @param trials number of trials by {@link TrialRow#state}
 * @param total number of trials started
 * @param budget most trials, or null
 * @param budgetSeconds most time, or null
 * @param sequence of the last event
 */
record SweepSummary(
    long id,
    String name,
    String description,
    String status,
    String reason,
    String metric,
    String goal,
    Map<String, Integer> trials,
    int total,
    @Nullable Integer budget,
    @Nullable Double budgetSeconds,
    @Nullable Best best,
    String created,
    @Nullable String started,
    double seconds,
    long sequence) {

  static SweepSummary of(SweepState state, Instant now) {
    SweepRecord record = state.record();
    Sweep sweep = record.sweep();
    return new SweepSummary(
        record.id().value(),
        sweep.name(),
        sweep.description(),
        state.status(),
        state.reason(),
        sweep.objective().metric(),
        sweep.objective().goal().name().toLowerCase(Locale.ROOT),
        counts(state),
        state.history().trials().size(),
        sweep.budget().trials().isPresent() ? sweep.budget().trials().getAsInt() : null,
        sweep.budget().time().map(Json::seconds).orElse(null),
        best(state),
        record.created().toString(),
        state.started().map(Instant::toString).orElse(null),
        Json.seconds(state.elapsed(now)),
        state.sequence());
  }

  boolean running() {
    return status.equals("running");
  }

  private static Map<String, Integer> counts(SweepState state) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Trial trial : state.history().trials()) {
      counts.merge(TrialRow.state(trial.state(), state.active()), 1, Integer::sum);
    }
    return counts;
  }

  private static @Nullable Best best(SweepState state) {
    return state
        .best()
        .map(
            trial ->
                new Best(
                    trial.number(),
                    trial.score(state.history().objective()).orElseThrow(),
                    trial.test()))
        .orElse(null);
  }

  /**
   * The best trial and its score.
   *
   * @param test metrics on the test split; empty unless it was touched
   */
  record Best(int trial, double score, Map<String, Double> test) {}
}
