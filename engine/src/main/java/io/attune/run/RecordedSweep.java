package io.attune.run;

import io.attune.store.StoreConflict;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.trial.Event;
import io.attune.trial.History;
import io.attune.trial.LiveHistory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One sweep that others tell of. Changes that arrive while one goes to disk wait and then go
 * together: whoever comes next takes all of them along. Thread-safe.
 */
final class RecordedSweep {
  private static final int CONFLICTS = 5;

  private final TrialStore store;
  private final SweepRecord record;
  private final InstantSource clock;
  private final BooleanSupplier live;
  private final ConcurrentLinkedQueue<Job<?>> waiting = new ConcurrentLinkedQueue<>();
  private LiveHistory history;

  RecordedSweep(TrialStore store, SweepRecord record, InstantSource clock, BooleanSupplier live) {
    this.store = store;
    this.record = record;
    this.clock = clock;
    this.live = live;
    this.history = new LiveHistory(record.sweep().criteria());
  }

  synchronized <T> T read(Function<History, T> look) {
    catchUp();
    return look.apply(history);
  }

  <T> T change(Function<Draft, T> change) {
    Job<T> job = new Job<>(change);
    waiting.add(job);
    synchronized (this) {
      if (!job.done) {
        work();
      }
    }
    return job.result();
  }

  private void work() {
    List<Job<?>> taken = new ArrayList<>();
    for (Job<?> job = waiting.poll(); job != null; job = waiting.poll()) {
      taken.add(job);
    }
    try {
      checkFree();
      append(taken, CONFLICTS);
    } catch (RuntimeException e) {
      // What was folded in is not on disk: begin again from what is.
      history = new LiveHistory(record.sweep().criteria());
      taken.forEach(job -> job.fail(e));
    }
    taken.forEach(job -> job.done = true);
  }

  /** In a shared store another program may have been quicker. */
  private void append(List<Job<?>> jobs, int tries) {
    try {
      catchUp();
      append(jobs);
    } catch (StoreConflict e) {
      if (tries == 1 || !store.shared()) {
        throw e;
      }
      history = new LiveHistory(record.sweep().criteria());
      append(jobs, tries - 1);
    }
  }

  private void append(List<Job<?>> jobs) {
    long before = history.sequence();
    List<Event> events = new ArrayList<>();
    for (Job<?> job : jobs) {
      Draft draft = new Draft(record.sweep(), history, clock.instant());
      job.run(draft);
      if (job.failure != null && !draft.added().isEmpty()) {
        undo(events);
      } else {
        events.addAll(draft.added());
      }
    }
    if (!events.isEmpty()) {
      store.append(record.id(), before, events);
    }
  }

  /** A change was refused half-way: what it had added must not be seen. */
  private void undo(List<Event> kept) {
    history = new LiveHistory(record.sweep().criteria());
    catchUp();
    history.addAll(kept);
  }

  private void checkFree() {
    if (!record.sweep().recorded() && live.getAsBoolean()) {
      throw new IllegalStateException(
          "sweep %s is running. Wait until it has ended.".formatted(record.id()));
    }
  }

  private void catchUp() {
    if (record.sweep().recorded() && history.sequence() > 0 && !store.shared()) {
      // Nobody else writes here.
      return;
    }
    List<Event> events;
    do {
      events = store.eventsAfter(record.id(), history.sequence(), 10_000);
      history.addAll(events);
    } while (!events.isEmpty());
  }

  private static final class Job<T> {
    private final Function<Draft, T> change;
    private boolean done;
    private Optional<T> result = Optional.empty();
    private @Nullable RuntimeException failure;

    Job(Function<Draft, T> change) {
      this.change = change;
    }

    void run(Draft draft) {
      try {
        result = Optional.ofNullable(change.apply(draft));
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    void fail(RuntimeException e) {
      failure = e;
    }

    T result() {
      if (failure != null) {
        throw failure;
      }
      return result.orElseThrow();
    }
  }
}
