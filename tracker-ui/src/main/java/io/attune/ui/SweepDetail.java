package io.attune.ui;

import io.attune.sweep.Sweep;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was asked of a sweep, and how it goes.
 *
 * @param trialSeconds time limit of one attempt, or null
 * @param source text of the sweep file; empty for a sweep made in code
 * @param environment where the runner ran that took the sweep up last
 */
record SweepDetail(
    SweepSummary summary,
    List<ParameterView> parameters,
    Chosen sampler,
    Chosen scheduler,
    String trainer,
    int parallel,
    int maxRetries,
    @Nullable Double trialSeconds,
    long seed,
    String source,
    Map<String, String> environment) {

  static SweepDetail of(SweepState state, Instant now) {
    Sweep sweep = state.record().sweep();
    return new SweepDetail(
        SweepSummary.of(state, now),
        sweep.space().parameters().stream().map(ParameterView::of).toList(),
        new Chosen(sweep.sampler().type(), settings(sweep.sampler())),
        new Chosen(sweep.scheduler().type(), settings(sweep.scheduler())),
        sweep.trainer(),
        sweep.parallel(),
        sweep.maxRetries(),
        sweep.budget().trialTime().map(Json::seconds).orElse(null),
        sweep.seed(),
        state.record().source(),
        state.environment());
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
