package io.attune.ui;

import io.attune.space.SearchSpace;
import io.attune.sweep.Sweep;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was asked of a sweep, and how it goes.
 *
 * @param parameters as they are searched now, and as they were where they are not any more
 * @param fixed values of parameters that do not vary for now
 * @param waiting number of points that wait to be tried
 * @param priors number of trials of earlier sweeps that count as observations
 * @param stages of the sweep in their order; empty where it has none
 * @param insights what the curves and the borders of the search say
 * @param trialSeconds time limit of one attempt, or null
 * @param source text of the sweep file; empty for a sweep made in code
 * @param recorded whether others run its trials
 * @param tags that people or programs gave it
 * @param environment where the runner ran that took the sweep up last
 */
record SweepDetail(
    SweepSummary summary,
    List<ParameterView> parameters,
    Map<String, Object> fixed,
    int waiting,
    int priors,
    List<SweepState.News> news,
    List<StageView> stages,
    Insights insights,
    Chosen sampler,
    Chosen scheduler,
    String trainer,
    int parallel,
    int maxRetries,
    @Nullable Double trialSeconds,
    long seed,
    String source,
    boolean recorded,
    Map<String, String> tags,
    Map<String, String> environment) {

  static SweepDetail of(SweepState state, Instant now) {
    Sweep sweep = state.record().sweep();
    return new SweepDetail(
        SweepSummary.of(state, now),
        parameters(state),
        state.domain().fixed(),
        state.history().steering().waiting().size(),
        state.history().steering().priors().size(),
        state.news(),
        StageView.of(state),
        Insights.of(state),
        new Chosen(sweep.sampler().type(), settings(sweep.sampler())),
        new Chosen(sweep.scheduler().type(), settings(sweep.scheduler())),
        sweep.trainer(),
        sweep.parallel(),
        sweep.maxRetries(),
        sweep.budget().trialTime().map(Json::seconds).orElse(null),
        sweep.seed(),
        state.record().source(),
        state.recorded(),
        state.history().steering().label().tags(),
        state.environment());
  }

  private static List<ParameterView> parameters(SweepState state) {
    SearchSpace now = state.domain().space();
    return state.record().sweep().space(state.history()).parameters().stream()
        .map(
            asked ->
                now.parameter(asked.name())
                    .map(ParameterView::of)
                    .orElseGet(() -> ParameterView.of(asked).left()))
        .toList();
  }

  /** Components of a record as texts, so that a setting of any type can be shown. */
  private static Map<String, String> settings(Object spec) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (spec instanceof Record) {
      for (var component : spec.getClass().getRecordComponents()) {
        try {
          settings.put(component.getName(), String.valueOf(component.getAccessor().invoke(spec)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("cannot read " + component, e);
        }
      }
    }
    return settings;
  }

  /** A sampler or scheduler and how it is set. */
  record Chosen(String type, Map<String, String> settings) {}
}
