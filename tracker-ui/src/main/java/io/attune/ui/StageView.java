package io.attune.ui;

import io.attune.sweep.Stage;
import io.attune.trial.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a sweep, begun or not.
 *
 * @param trials most trials to start in it
 * @param repeats how often it trains each of those it goes on from; 0 where it searches
 * @param fixed values of parameters that do not vary in it
 * @param firstTrial number of its first trial; null while it has not begun
 * @param from trials of the stage before that it goes on from, the best first
 */
record StageView(
    String name,
    int trials,
    int repeats,
    Map<String, Object> fixed,
    @Nullable Integer firstTrial,
    List<Integer> from) {

  static List<StageView> of(SweepState state) {
    List<Phase> phases = state.history().steering().phases();
    List<StageView> views = new ArrayList<>();
    for (Stage stage : state.record().sweep().conduct().stages()) {
      @Nullable Phase begun = views.size() < phases.size() ? phases.get(views.size()) : null;
      views.add(
          new StageView(
              stage.name(),
              stage.trials(),
              stage.repeats(),
              stage.fixed(),
              begun == null ? null : begun.firstTrial(),
              begun == null ? List.of() : begun.from()));
    }
    return views;
  }
}
