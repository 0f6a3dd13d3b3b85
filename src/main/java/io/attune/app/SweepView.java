package io.attune.app;

import io.attune.space.SearchSpace;
import io.attune.store.SweepRecord;
import io.attune.store.TrialReader;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Stopwatch;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A sweep as commands show it: what was asked, what happened, how it stands.
 *
 * @param news what was made known or changed on the way, in order
 * @param spent time on it, without the pauses between runs
 */
record SweepView(
    SweepRecord record,
    LiveHistory history,
    Optional<SweepEvent> last,
    List<String> news,
    Duration spent) {
  static SweepView load(TrialReader store, SweepRecord record) {
    LiveHistory history = new LiveHistory(record.sweep().criteria());
    Optional<SweepEvent> last = Optional.empty();
    List<String> news = new ArrayList<>();
    Stopwatch watch = Stopwatch.stopped(record.created());
    for (List<Event> page : store.pages(record.id())) {
      for (Event event : page) {
        history.add(event);
        watch = begins(record, history, event) ? watch.start(event.at()) : watch.plus(event);
        if (event instanceof SweepEvent sweepEvent) {
          last = sweepEvent.apart() ? last : Optional.of(sweepEvent);
          sweepEvent.news().ifPresent(text -> news.add(since(history) + text));
        }
      }
    }
    return new SweepView(record, history, last, news, watch.heard());
  }

  /** Nobody opens a recorded sweep: it begins with its first trial. */
  private static boolean begins(SweepRecord record, LiveHistory history, Event event) {
    return record.sweep().recorded()
        && event instanceof TrialEvent.Started
        && history.trials().size() == 1;
  }

  private static String since(LiveHistory history) {
    int trials = history.trials().size();
    return trials == 0 ? "" : "after trial " + trials + ": ";
  }

  Sweep sweep() {
    return record.sweep();
  }

  /** What it is called now. */
  String name() {
    return history.steering().label().name().orElse(sweep().name());
  }

  /** Everything that may vary, or in a recorded sweep has varied. */
  SearchSpace space() {
    return sweep().space(history);
  }

  /** Whether it can be resumed: it was interrupted, or its program vanished. */
  boolean interrupted() {
    return !sweep().recorded()
        && last.isPresent()
        && !(last.get() instanceof SweepEvent.Closed closed
            && closed.outcome() == SweepEvent.Outcome.FINISHED);
  }

  String status() {
    if (sweep().recorded()) {
      return history.steering().label().deleted() ? "deleted" : "recorded";
    }
    return last.isEmpty() ? "not started" : interrupted() ? "interrupted" : "finished";
  }

  long count(Class<? extends TrialState> state) {
    return history.trials().stream().filter(trial -> state.isInstance(trial.state())).count();
  }

  /** Whether it goes in stages. */
  boolean staged() {
    return !sweep().conduct().stages().isEmpty();
  }

  /**
   * Comparable trials with a score, best first; with several objectives, those that none dominates.
   */
  List<Trial> ranking() {
    if (history.criteria().several() && !history.front().trials().isEmpty()) {
      return history.front().trials();
    }
    List<Trial> ranked = new ArrayList<>();
    history.comparable().stream().filter(t -> history.outcome(t).isPresent()).forEach(ranked::add);
    ranked.sort(
        Comparator.comparing(t -> history.outcome(t).orElseThrow(), history.criteria()::compare));
    return ranked;
  }

  /** Most trials to start; empty for no limit. */
  OptionalInt trials() {
    return sweep().trials(history);
  }

  String trialsOfBudget() {
    int started = history.trials().size();
    return trials().isPresent() ? started + "/" + trials().getAsInt() : Integer.toString(started);
  }

  /** Who chose the point of a trial, if it was not the sampler. */
  String origin(Trial trial) {
    return history.steering().origin(trial.number());
  }

  static String word(TrialState state) {
    return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Why a trial ended as it did; empty where there is nothing to say. */
  static String reason(TrialState state) {
    if (state instanceof TrialState.Failed failed) {
      return failed.cause().message();
    }
    return state instanceof TrialState.Stopped stopped ? stopped.reason() : "";
  }
}
