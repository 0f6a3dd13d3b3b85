package io.attune.run;

import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.History;
import io.attune.trial.LiveHistory;
import io.attune.trial.Stopwatch;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sweep's events on their way into the store, and what follows from them. Confined to whoever
 * runs the sweep. Consequences wait until the events that caused them are on disk.
 */
final class Ledger {
  private final TrialStore store;
  private final SweepId id;
  private final Sweep sweep;
  private final LiveHistory history;
  private final SweepListener listener;
  private final List<Event> fresh = new ArrayList<>();
  private final List<Runnable> consequences = new ArrayList<>();
  private final Map<Integer, Integer> workersLost = new HashMap<>();
  private Stopwatch time = Stopwatch.stopped(Instant.EPOCH);

  Ledger(TrialStore store, SweepRecord record, SweepListener listener) {
    this.store = store;
    this.id = record.id();
    this.sweep = record.sweep();
    this.history = new LiveHistory(sweep.criteria());
    this.listener = listener;
    load();
  }

  SweepId id() {
    return id;
  }

  Sweep sweep() {
    return sweep;
  }

  History history() {
    return history;
  }

  /** Time spent on this sweep up to the latest event, without pauses and the gaps between runs. */
  Duration spent(Instant now) {
    return time.until(now);
  }

  /** How often a trial has lost its worker. */
  int workersLost(int trial) {
    return workersLost.getOrDefault(trial, 0);
  }

  /** Takes the sweep up; a new one with all that it is to know from the start. */
  void open(Instant now) {
    open(now, Request.PLAIN);
  }

  /** The same, for somebody who may ask for it again. */
  void open(Instant now, Request request) {
    boolean isNew = history.sequence() == 0;
    request.event(now).ifPresent(this::add);
    add(new SweepEvent.Opened(now, Surroundings.ofSweep()));
    if (isNew) {
      Beginning.of(sweep, store, now).forEach(this::add);
    }
  }

  /** Takes in what happened. It counts at once, and is on disk after {@link #commit}. */
  void add(Event event) {
    fold(event);
    fresh.add(event);
  }

  /** Does something once the events so far are on disk. */
  void then(Runnable consequence) {
    consequences.add(consequence);
  }

  /** Brings the fresh events to disk, then lets their consequences happen. */
  void commit() {
    if (!fresh.isEmpty()) {
      List<Event> events = List.copyOf(fresh);
      fresh.clear();
      store.append(id, history.sequence() - events.size(), events);
      listener.happened(events);
    }
    List<Runnable> due = List.copyOf(consequences);
    consequences.clear();
    due.forEach(Runnable::run);
  }

  private void load() {
    for (List<Event> page : store.pages(id)) {
      page.forEach(this::fold);
      listener.happened(page);
    }
  }

  private void fold(Event event) {
    history.add(event);
    time = time.plus(event);
    if (event instanceof TrialEvent.Ended ended
        && ended.state() instanceof TrialState.Failed failed
        && failed.cause().kind() == Cause.Kind.WORKER_DIED) {
      workersLost.merge(ended.trial(), 1, Integer::sum);
    }
  }
}
