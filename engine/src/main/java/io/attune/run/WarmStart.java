package io.attune.run;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Parameter;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Begins a sweep with what did best in an earlier sweep of a related task (Feurer, Springenberg and
 * Hutter 2015). Nothing is believed of the earlier losses: where the tasks differ, a few trials of
 * the space-filling start have been spent elsewhere, and no more.
 */
final class WarmStart {
  private static final int MOST = 3;

  /** At most this share of the planned trials; the start that a sampler fills is a quarter. */
  private static final int SHARE = 8;

  /** Points nearer than this in every parameter are one: late trials crowd around the best. */
  private static final double APART = 0.1;

  private final Sweep sweep;
  private final Beginning.Past past;
  private final Instant at;

  WarmStart(Sweep sweep, Beginning.Past past, Instant at) {
    this.sweep = sweep;
    this.past = past;
    this.at = at;
  }

  /** The points to try first, and a note of how many they are. */
  List<SweepEvent> events() {
    List<Assignment> chosen = new ArrayList<>();
    List<SweepEvent> events = new ArrayList<>();
    for (Trial trial : ranked(past.history())) {
      Assignment point = sweep.domain().fitting(trial.assignment().values());
      if (chosen.size() < most()
          && !point.values().isEmpty()
          && chosen.stream().allMatch(other -> apart(point, other))) {
        chosen.add(point);
        String by = "trial %d of sweep %s".formatted(trial.number(), past.record().id());
        events.add(new SweepEvent.Enqueued(at, point, by));
      }
    }
    events.add(
        new SweepEvent.Noted(
            at,
            "tried first: the %d best distinct points of sweep %s that fit this space"
                .formatted(chosen.size(), past.record().id())));
    return events;
  }

  private int most() {
    return sweep.budget().trials().isPresent()
        ? Math.max(1, Math.min(MOST, sweep.budget().trials().getAsInt() / SHARE))
        : MOST;
  }

  private static List<Trial> ranked(History history) {
    return history.trials().stream()
        .filter(trial -> history.outcome(trial).isPresent())
        .sorted(
            Comparator.comparing(
                trial -> history.outcome(trial).orElseThrow(), history.criteria()::compare))
        .toList();
  }

  private boolean apart(Assignment a, Assignment b) {
    return sweep.space().parameters().stream()
        .anyMatch(
            parameter ->
                apart(
                    parameter, a.values().get(parameter.name()), b.values().get(parameter.name())));
  }

  private static boolean apart(Parameter parameter, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null || parameter instanceof CategoricalParameter) {
      return a == null ? b != null : !a.equals(b);
    }
    return Math.abs(parameter.encode(a) - parameter.encode(b)) >= APART;
  }
}
