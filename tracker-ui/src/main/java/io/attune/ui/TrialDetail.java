package io.attune.ui;

import io.attune.trial.SystemMetric;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one trial.
 *
 * @param detail more of the reason of a failure, such as a stack trace; may be empty
 * @param curves of every metric, thinned out
 * @param findings what the curves say, the most pressing first
 * @param tags that people or programs gave it
 * @param pictures names of those the trial left
 * @param attachments what it recorded beside metrics, the last of each name and step
 * @param system how the machine fared, over seconds since the attempt began
 * @param logged number of all log events; {@code logs} has the last of them
 */
record TrialDetail(
    SweepSummary sweep,
    TrialRow trial,
    List<String> parameters,
    List<String> metrics,
    String detail,
    Map<String, Points> curves,
    List<FindingView> findings,
    Map<String, Double> test,
    Map<String, String> tags,
    Map<String, String> environment,
    List<AttemptView> attempts,
    List<String> pictures,
    List<LogView> logs,
    long logged,
    List<AttachmentsApi.View> attachments,
    Map<String, Points> system) {
  static final int POINTS = 1_000;

  /**
   * All of a trial.
   *
   * @param recorded gives the points of a metric that others recorded
   */
  static TrialDetail of(
      SweepState state,
      Trial trial,
      TrialPast.View past,
      List<TrialEvent.Logged> logs,
      List<String> pictures,
      Function<String, Points> recorded,
      Instant now) {
    List<String> parameters = TrialList.parameters(state);
    return new TrialDetail(
        SweepSummary.of(state, now),
        TrialRow.of(state, trial, parameters, now),
        parameters,
        state.metrics(),
        detail(trial.state()),
        curves(state, trial, recorded),
        FindingView.of(state, trial),
        trial.test(),
        trial.dossier().label().tags(),
        trial.environment(),
        past.attempts().stream().map(attempt -> AttemptView.of(attempt, state.active())).toList(),
        pictures,
        logs.stream()
            .map(log -> new LogView(log.at().toString(), log.attempt(), log.text()))
            .toList(),
        past.logged(),
        AttachmentsApi.views(trial),
        system(trial));
  }

  private static String detail(TrialState state) {
    return state instanceof TrialState.Failed failed ? failed.cause().detail() : "";
  }

  /** What others recorded is drawn from the store: the fold has only some of it. */
  private static Map<String, Points> curves(
      SweepState state, Trial trial, Function<String, Points> recorded) {
    Map<String, Points> curves = new LinkedHashMap<>();
    for (String metric : state.metrics()) {
      if (trial.dossier().readings().containsKey(metric)) {
        curves.put(metric, recorded.apply(metric));
      } else if (!trial.curve(metric).isEmpty()) {
        curves.put(metric, Points.of(trial.curve(metric), POINTS));
      }
    }
    return curves;
  }

  private static Map<String, Points> system(Trial trial) {
    Map<String, Points> system = new LinkedHashMap<>();
    trial
        .dossier()
        .readings()
        .forEach(
            (metric, readings) -> {
              if (SystemMetric.is(metric)) {
                system.put(metric, Points.of(readings.curve(), POINTS));
              }
            });
    return system;
  }

  /** One try at the trial; {@code ended} is null while it runs. */
  record AttemptView(
      int number,
      String state,
      String reason,
      String started,
      @Nullable String ended,
      long fromStep,
      Map<String, String> environment) {

    static AttemptView of(Attempt attempt, boolean active) {
      return new AttemptView(
          attempt.number(),
          TrialRow.state(attempt.state(), active),
          TrialRow.reason(attempt.state(), active),
          attempt.started().toString(),
          attempt.ended().map(Instant::toString).orElse(null),
          attempt.fromStep(),
          attempt.environment());
    }
  }

  /** Lines that the trial printed. */
  record LogView(String at, int attempt, String text) {}
}
