package io.attune.ui;

import io.attune.space.Assignment;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells the story of one sweep in a store, on a clock that it moves itself. Events wait until
 * {@link #save}, so that long stories are told quickly.
 */
final class Scenario {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  final SweepId id;
  final Sweep sweep;
  private final TrialStore store;
  private final List<Event> pending = new ArrayList<>();
  private long sequence;
  private int trials;
  private Instant now;

  Scenario(TrialStore store, Sweep sweep, String source, Instant start) {
    this.store = store;
    this.sweep = sweep;
    this.now = start;
    this.id = store.open(sweep, source, start);
  }

  Scenario(TrialStore store, Sweep sweep) {
    this(store, sweep, "", Instant.parse("2026-01-02T03:04:05Z"));
  }

  Scenario opened() {
    return add(
        new SweepEvent.Opened(now, Map.of("host", "lab-3", "java", "17.0.19", "os", "Linux")));
  }

  Scenario closed() {
    return add(new SweepEvent.Closed(now, SweepEvent.Outcome.FINISHED, "the budget is used up"));
  }

  Scenario interrupted(String reason) {
    return add(new SweepEvent.Closed(now, SweepEvent.Outcome.INTERRUPTED, reason));
  }

  /** Starts the next trial and says which number it has. */
  int start(Map<String, Object> values) {
    int trial = ++trials;
    add(new TrialEvent.Started(trial, now, new Assignment(values), sequence + pending.size()));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("host", "lab-3");
    environment.put("pid", "41" + trial);
    environment.put("java", "17.0.19");
    environment.put("engine", "PyTorch 2.7.1");
    environment.put("git commit", COMMIT);
    environment.put("git changes", "none");
    add(new TrialEvent.Placed(trial, now, 1, environment));
    return trial;
  }

  Scenario report(int trial, long step, Map<String, Double> metrics) {
    return add(new TrialEvent.Reported(trial, now, 1, step, metrics));
  }

  Scenario log(int trial, String text) {
    return add(new TrialEvent.Logged(trial, now, 1, text));
  }

  Scenario complete(int trial, double score) {
    return add(new TrialEvent.Ended(trial, now, 1, new TrialState.Completed(score)));
  }

  Scenario stop(int trial, long step, String reason) {
    return add(new TrialEvent.Ended(trial, now, 1, new TrialState.Stopped(step, reason)));
  }

  Scenario fail(int trial, Cause cause) {
    return add(new TrialEvent.Ended(trial, now, 1, new TrialState.Failed(cause)));
  }

  Scenario resume(int trial, int attempt, long fromStep) {
    return add(new TrialEvent.Resumed(trial, now, attempt, fromStep));
  }

  Scenario test(int trial, Map<String, Double> metrics) {
    return add(new TrialEvent.Tested(trial, now, metrics));
  }

  /** Something that people do to the sweep. */
  Scenario steered(Function<Instant, SweepEvent> event) {
    return add(event.apply(now));
  }

  Scenario pass(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  Scenario at(Instant instant) {
    now = instant;
    return this;
  }

  /** Puts what happened so far into the store. */
  Scenario save() {
    store.append(id, sequence, pending);
    sequence += pending.size();
    pending.clear();
    return this;
  }

  private Scenario add(Event event) {
    pending.add(event);
    return this;
  }
}
