package io.attune.ui;

import io.attune.space.Parameter;
import io.attune.trial.Trial;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trials of a sweep that changed after a point.
 *
 * @param sequence of the last event seen; ask with it again for what changed since
 * @param parameters names that {@link TrialRow#values} goes by
 * @param metrics names that the metric values go by
 * @param next trial to go on from, or null if that was all
 */
record TrialList(
    long sequence,
    String status,
    List<String> parameters,
    List<String> metrics,
    List<TrialRow> trials,
    @Nullable Integer next) {

  static TrialList of(SweepState state, Part part, Instant now) {
    List<String> parameters = parameters(state);
    List<Trial> changed =
        state.history().trials().stream()
            .filter(trial -> trial.number() >= part.from && changed(state, trial) > part.after)
            .limit(part.limit + 1L)
            .toList();
    boolean more = changed.size() > part.limit;
    return new TrialList(
        state.sequence(),
        state.status(),
        parameters,
        state.metrics(),
        changed.stream()
            .limit(part.limit)
            .map(trial -> TrialRow.of(state, trial, parameters, now))
            .toList(),
        more ? changed.get(part.limit).number() : null);
  }

  /**
   * Which trials are wanted.
   *
   * @param after only those that changed after this event
   * @param from number of the first
   * @param limit most of them
   */
  record Part(long after, long from, int limit) {}

  static List<String> parameters(SweepState state) {
    return state.record().sweep().space(state.history()).parameters().stream()
        .map(Parameter::name)
        .toList();
  }

  static long changed(SweepState state, Trial trial) {
    return state.notes().get(trial.number() - 1).changed();
  }
}
