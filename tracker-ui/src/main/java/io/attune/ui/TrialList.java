package io.attune.ui;

import io.attune.space.Parameter;
import io.attune.trial.Trial;
import java.time.Instant;
import java.util.List;

/**
 * Trials of a sweep that changed after a point.
 *
 * @param sequence of the last event seen; ask with it again for what changed since
 * @param parameters names that {@link TrialRow#values} goes by
 * @param metrics names that the metric values go by
 */
record TrialList(
    long sequence,
    String status,
    List<String> parameters,
    List<String> metrics,
    List<TrialRow> trials) {

  static TrialList of(SweepState state, long after, Instant now) {
    List<String> parameters = parameters(state);
    return new TrialList(
        state.sequence(),
        state.status(),
        parameters,
        state.metrics(),
        state.history().trials().stream()
            .filter(trial -> changed(state, trial) > after)
            .map(trial -> TrialRow.of(state, trial, parameters, now))
            .toList());
  }

  static List<String> parameters(SweepState state) {
    return state.record().sweep().space(state.history()).parameters().stream()
        .map(Parameter::name)
        .toList();
  }

  static long changed(SweepState state, Trial trial) {
    return state.notes().get(trial.number() - 1).changed();
  }
}
