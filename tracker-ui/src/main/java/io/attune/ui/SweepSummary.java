package io.attune.ui;

import io.attune.search.Forecast;
import io.attune.store.SweepRecord;
import io.attune.sweep.Sweep;
import io.attune.trial.Constraint;
import io.attune.trial.Front;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A sweep in short, as answers show it.
 *
 * @param status new, running, finished or interrupted
 * @param metric of the first objective
 * @param goal minimize or maximize
 * @param front of several objectives, or null with one
 * @param trials number of trials by {@link TrialRow#state}
 * @param total number of trials started
 * @param budget most trials, or null
 * @param budgetSeconds most time, or null
 * @param forecast of what further trials may bring, or null while it is too early to say
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
    List<Aim> objectives,
    List<Limit> constraints,
    @Nullable FrontView front,
    Map<String, Integer> trials,
    int total,
    @Nullable Integer budget,
    @Nullable Double budgetSeconds,
    @Nullable Best best,
    @Nullable Forecast forecast,
    String created,
    @Nullable String started,
    double seconds,
    long sequence) {

  static SweepSummary of(SweepState state, Instant now) {
    SweepRecord record = state.record();
    Sweep sweep = record.sweep();
    return new SweepSummary(
        record.id().value(),
        state.name(),
        sweep.description(),
        state.status(),
        state.reason(),
        state.history().objective().metric(),
        state.history().objective().goal().name().toLowerCase(Locale.ROOT),
        state.history().criteria().objectives().stream().map(Aim::of).toList(),
        state.history().criteria().constraints().stream().map(Limit::of).toList(),
        state.history().criteria().several() ? FrontView.of(state.history().front()) : null,
        counts(state),
        state.history().trials().size(),
        budget(state),
        sweep.budget().time().map(Json::seconds).orElse(null),
        best(state),
        Forecast.of(state.history()).orElse(null),
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

  private static @Nullable Integer budget(SweepState state) {
    OptionalInt trials = state.record().sweep().trials(state.history());
    return trials.isPresent() ? trials.getAsInt() : null;
  }

  private static @Nullable Best best(SweepState state) {
    Optional<Trial> best = state.best();
    return best.flatMap(state.history()::outcome)
        .map(
            outcome ->
                new Best(
                    best.get().number(), outcome.first(), outcome.feasible(), best.get().test()))
        .orElse(null);
  }

  /**
   * One objective.
   *
   * @param goal minimize or maximize
   */
  record Aim(String metric, String goal) {
    static Aim of(Objective objective) {
      return new Aim(objective.metric(), objective.goal().name().toLowerCase(Locale.ROOT));
    }
  }

  /** A constraint; a limit that it lacks is null. */
  record Limit(String metric, @Nullable Double min, @Nullable Double max) {
    static Limit of(Constraint constraint) {
      return new Limit(
          constraint.metric(),
          constraint.min().isPresent() ? constraint.min().getAsDouble() : null,
          constraint.max().isPresent() ? constraint.max().getAsDouble() : null);
    }
  }

  /**
   * The trials that none dominates.
   *
   * @param trials by the first objective, the best first
   * @param reference a value for each objective, from which the hypervolume is measured
   * @param given whether the sweep gives all of the reference
   */
  record FrontView(
      List<Integer> trials, List<Double> reference, boolean given, double hypervolume) {
    static FrontView of(Front front) {
      return new FrontView(
          front.trials().stream().map(Trial::number).toList(),
          front.reference(),
          front.given(),
          front.hypervolume());
    }
  }

  /**
   * The best trial and its score.
   *
   * @param score value of the first objective
   * @param feasible whether it keeps all constraints; if not, no trial does
   * @param test metrics on the test split; empty unless it was touched
   */
  record Best(int trial, double score, boolean feasible, Map<String, Double> test) {}
}
