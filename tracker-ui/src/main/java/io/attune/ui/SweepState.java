package io.attune.ui;

import io.attune.space.Domain;
import io.attune.store.SweepRecord;
import io.attune.trial.History;
import io.attune.trial.Stopwatch;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep at one moment. Immutable.
 *
 * @param live whether a runner works on it; for a recorded sweep, whether a trial has not ended
 * @param notes of each trial, in the order of the history's trials
 * @param metrics names of all that was reported, the objective first
 * @param last the last event that concerns the sweep as a whole
 * @param environment of the runner that took the sweep up last
 * @param news what was made known or changed on the way, in order
 */
record SweepState(
    SweepRecord record,
    boolean live,
    History history,
    Optional<Trial> best,
    List<TrialNotes> notes,
    List<String> metrics,
    Optional<Instant> started,
    Stopwatch watch,
    Optional<SweepEvent> last,
    Map<String, String> environment,
    List<News> news) {

  /**
   * Something made known of a sweep, or changed in it.
   *
   * @param trials how many had started
   */
  record News(String at, int trials, String text) {}

  /** The same sweep, looked at while a runner works on it or not. */
  SweepState live(boolean live) {
    return live == this.live
        ? this
        : new SweepState(
            record, live, history, best, notes, metrics, started, watch, last, environment, news);
  }

  /** Where the sweep searches now. */
  Domain domain() {
    return record.sweep().domain(history);
  }

  long sequence() {
    return history.sequence();
  }

  /** What it is called now. */
  String name() {
    return history.steering().label().name().orElse(record.sweep().name());
  }

  /** Whether others run its trials. */
  boolean recorded() {
    return record.sweep().recorded();
  }

  /** Whether trials can still change without anybody taking the sweep up again. */
  boolean active() {
    return live && !(last.orElse(null) instanceof SweepEvent.Closed);
  }

  /** One word: new, running, finished or interrupted. */
  String status() {
    if (active()) {
      return "running";
    }
    if (recorded()) {
      return history.trials().isEmpty() ? "new" : "finished";
    }
    if (last.isEmpty()) {
      return "new";
    }
    return last.get() instanceof SweepEvent.Closed closed
            && closed.outcome() == SweepEvent.Outcome.FINISHED
        ? "finished"
        : "interrupted";
  }

  /** Why it is over; empty where it is not or nobody said. */
  String reason() {
    if (last.orElse(null) instanceof SweepEvent.Closed closed) {
      return closed.reason();
    }
    if (recorded()) {
      return history.steering().label().deleted() ? "Somebody put it away." : "";
    }
    return active() || last.isEmpty()
        ? ""
        : "The program that ran this sweep ended without closing it. It can be resumed.";
  }

  Duration elapsed(Instant now) {
    return active() ? watch.until(now) : watch.heard();
  }

  /** Time spent in the attempts of a trial. */
  Duration elapsed(Trial trial, Instant now) {
    Stopwatch watch = notes.get(trial.number() - 1).watch();
    return active() ? watch.until(now) : watch.heard();
  }
}
