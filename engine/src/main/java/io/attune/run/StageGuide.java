package io.attune.run;

import io.attune.analysis.Narrowing;
import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.SpaceEdit;
import io.attune.sweep.Stage;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.Phase;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Leads a sweep from stage to stage. A stage begins with events, which say where it searches and
 * what it trains first, and all else follows from those: whoever reads them needs no guide. Says
 * that there is nothing to do where a sweep has no stages.
 */
final class StageGuide {
  private final Sweep sweep;

  StageGuide(Sweep sweep) {
    this.sweep = sweep;
  }

  /** The event that begins the first stage. */
  Optional<SweepEvent> first(Instant at) {
    return sweep.conduct().stages().stream()
        .findFirst()
        .map(
            stage ->
                new SweepEvent.Staged(
                    at, stage.name(), sweep.domain(), List.of(), "stage " + about(stage)));
  }

  /** Whether the stage under way does nothing but repeat trials. */
  boolean repeats(History history) {
    return sweep.stage(history).filter(stage -> stage.repeats() > 0).isPresent();
  }

  /** Most trials to start before the stage under way, or the sweep, is over. */
  int most(History history) {
    Optional<Stage> stage = sweep.stage(history);
    Optional<Phase> phase = history.steering().phase();
    if (stage.isEmpty() || phase.isEmpty()) {
      return sweep.trials(history).orElse(Integer.MAX_VALUE);
    }
    int planned =
        repeats(history) ? phase.get().from().size() * stage.get().repeats() : stage.get().trials();
    int most = phase.get().firstTrial() - 1 + planned;
    if (hasNext(history)) {
      // Whoever enqueues a point means the stage they see.
      int waiting = history.steering().waiting().size();
      return Math.max(most, waiting == 0 ? 0 : history.trials().size() + waiting);
    }
    return most + sweep.trials(history).orElse(0) - sweep.budget().trials().orElse(0);
  }

  /** Why no more trials are started once there are {@link #most}. */
  String done(History history) {
    String of = sweep.stage(history).map(stage -> " of stage " + stage.name()).orElse("");
    return "all %d trials%s are done".formatted(history.stage().trials().size(), of);
  }

  /** Whether another stage follows the one under way. */
  boolean hasNext(History history) {
    return history.steering().phases().size() < sweep.conduct().stages().size();
  }

  /**
   * The events that begin the next stage, which there must be, once the trials of the one before
   * have ended.
   *
   * @return empty if none of them has a score inside the space, so that there is nothing to go on
   *     from
   */
  List<SweepEvent> next(History history, Instant at) {
    Stage stage = sweep.conduct().stages().get(history.steering().phases().size());
    List<Trial> survivors = survivors(history, stage.keep());
    return survivors.isEmpty() ? List.of() : events(stage, survivors, history, at);
  }

  /** Why the sweep ends before its last stage. */
  String deadEnd(History history) {
    int trials = history.stage().trials().size();
    return "stage %s has ended, and none of its %d trials has a score to go on from"
        .formatted(sweep.stage(history).map(Stage::name).orElse(""), trials);
  }

  private List<SweepEvent> events(Stage stage, List<Trial> survivors, History history, Instant at) {
    Domain before = sweep.domain(history);
    List<SpaceEdit> edits =
        stage.repeats() > 0 ? List.of() : Narrowing.around(before, survivors, held());
    List<String> changes = new ArrayList<>();
    Domain domain = entered(stage, before, edits, changes);
    List<Integer> from = survivors.stream().map(Trial::number).toList();
    List<SweepEvent> events = new ArrayList<>();
    events.add(
        new SweepEvent.Staged(at, stage.name(), domain, from, text(stage, survivors, changes)));
    for (int turn = 0; turn < Math.max(1, stage.repeats()); turn++) {
      for (Trial trial : survivors) {
        Assignment point = domain.fitting(trial.assignment().values());
        events.add(new SweepEvent.Enqueued(at, point, lineage(trial.number())));
      }
    }
    return events;
  }

  /** Who enqueued a point, where it was a stage that goes on from a trial. */
  static String lineage(int trial) {
    return "trial " + trial;
  }

  /** The domain drawn in, or if the sampler cannot search that, as wide as it was. */
  private Domain entered(Stage stage, Domain before, List<SpaceEdit> edits, List<String> changes) {
    try {
      Domain narrow = before;
      for (SpaceEdit edit : edits) {
        changes.add(edit.describe(narrow));
        narrow = narrow.edit(edit);
      }
      Domain domain = sweep.entered(stage, narrow);
      sweep.sampler().create(domain.open(), sweep.budget().trials());
      return domain;
    } catch (IllegalArgumentException e) {
      changes.clear();
      return sweep.entered(stage, before);
    }
  }

  /** The best of the stage under way, one of each assignment. */
  private List<Trial> survivors(History history, int keep) {
    Map<Assignment, Trial> different = new LinkedHashMap<>();
    Domain domain = sweep.domain(history);
    history.stage().ranked().stream()
        .filter(trial -> domain.space().problem(trial.assignment()).isEmpty())
        .map(trial -> history.trial(history.stage().before() + trial.number()))
        .forEach(trial -> different.putIfAbsent(trial.assignment(), trial));
    return different.values().stream().limit(keep).toList();
  }

  /** Parameters that some stage holds; narrowing them could take its value away. */
  private Set<String> held() {
    return sweep.conduct().stages().stream()
        .flatMap(stage -> stage.fixed().keySet().stream())
        .collect(Collectors.toSet());
  }

  private static String text(Stage stage, List<Trial> survivors, List<String> changes) {
    String trials =
        survivors.stream().map(t -> Integer.toString(t.number())).collect(Collectors.joining(", "));
    return "stage %s from trial%s %s%s"
        .formatted(
            about(stage),
            survivors.size() == 1 ? "" : "s",
            trials,
            changes.isEmpty() ? "" : "; " + String.join("; ", changes));
  }

  private static String about(Stage stage) {
    String how =
        stage.repeats() > 0
            ? ": each %d times".formatted(stage.repeats())
            : ": %d trials".formatted(stage.trials());
    String fixed =
        new TreeMap<>(stage.fixed())
            .entrySet().stream()
                .map(held -> ", " + held.getKey() + " " + held.getValue())
                .collect(Collectors.joining());
    return stage.name() + how + fixed;
  }
}
