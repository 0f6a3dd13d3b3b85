package io.attune.ui;

import io.attune.store.BlobStore;
import io.attune.store.SeriesKey;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialFolder;
import io.attune.store.TrialReader;
import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sweeps of a store as they are now. Keeps the folds of those looked at last, and has of the
 * others what the list of sweeps shows. Thread-safe.
 */
final class Histories {
  private static final int KEPT = 8;

  private final TrialReader store;
  private final Predicate<SweepId> live;
  private final Map<SweepId, FoldedSweep> folds = new LinkedHashMap<>(16, 0.75f, true);
  private final SummaryMemos memos;

  Histories(TrialReader store, Predicate<SweepId> live) {
    this.store = store;
    this.live = live;
    this.memos = new SummaryMemos(store);
  }

  /** All sweeps, oldest first. */
  List<SweepRecord> sweeps() {
    return store.sweeps();
  }

  /** Whether a sweep may change and it costs little to see whether it did. */
  boolean live(SweepId id) {
    return live.test(id) || (held(id) && recorded(id));
  }

  /** Folding sweeps anew that nobody looks at, only to see whether they changed, costs too much. */
  private boolean held(SweepId id) {
    synchronized (folds) {
      return folds.containsKey(id);
    }
  }

  /** Others may add to it at any time. */
  private boolean recorded(SweepId id) {
    return store.sweep(id).filter(record -> record.sweep().recorded()).isPresent();
  }

  /**
   * A sweep with all its trials.
   *
   * @throws Problem if there is none with the number
   */
  SweepState state(SweepId id) {
    // Asked before reading: a runner that ends closes the sweep first, so its last event is seen.
    boolean working = live.test(id);
    return fold(id).state(working);
  }

  /** A sweep in short; one that nothing happened to is not read again. */
  SweepSummary summary(SweepRecord record, Instant now) {
    SweepId id = record.id();
    if (!live.test(id)) {
      Optional<SweepSummary> known = memos.find(id);
      if (known.isPresent()) {
        return known.get();
      }
    }
    SweepSummary current = SweepSummary.of(state(id), now);
    if (!current.running()) {
      memos.keep(id, current);
    }
    return current;
  }

  /** Attempts and places of log lines of a trial that {@link #state} has shown. */
  TrialPast.View past(SweepId id, int trial) {
    return fold(id).past(trial);
  }

  /** Where the files of a trial are. */
  TrialFolder folder(SweepId id, int trial) {
    return TrialFolder.of(store.files(id), trial);
  }

  /** A metric that others recorded of a trial, thinned out. */
  Points recorded(SweepId id, int trial, String metric, int points) {
    return Points.of(
        store.thinned(
            SeriesKey.recorded(id, trial, metric), Long.MIN_VALUE, Long.MAX_VALUE, points));
  }

  /** Contents too long for events. */
  BlobStore blobs(SweepId id) {
    return BlobStore.beside(store.files(id));
  }

  /** What was recorded in the event with a sequence number. */
  Optional<TrialEvent.Attached> attached(SweepId id, long sequence) {
    return store.eventsAfter(id, sequence - 1, 1).stream()
        .filter(TrialEvent.Attached.class::isInstance)
        .map(TrialEvent.Attached.class::cast)
        .findFirst();
  }

  /** The log events with the given sequence numbers, in order. */
  List<TrialEvent.Logged> logs(SweepId id, List<Long> sequences) {
    List<TrialEvent.Logged> logs = new ArrayList<>();
    List<Event> batch = List.of();
    long start = 0;
    for (long sequence : sequences) {
      if (sequence >= start + batch.size()) {
        start = sequence;
        batch = store.eventsAfter(id, start - 1, TrialPast.TAIL);
      }
      if (batch.get((int) (sequence - start)) instanceof TrialEvent.Logged logged) {
        logs.add(logged);
      }
    }
    return logs;
  }

  private FoldedSweep fold(SweepId id) {
    synchronized (folds) {
      FoldedSweep fold = folds.get(id);
      if (fold == null) {
        fold = new FoldedSweep(store, record(id));
        folds.put(id, fold);
        dropOldest();
      }
      return fold;
    }
  }

  private SweepRecord record(SweepId id) {
    return store.sweep(id).orElseThrow(() -> Problem.notFound("there is no sweep " + id + "."));
  }

  private void dropOldest() {
    if (folds.size() > KEPT) {
      folds.remove(folds.keySet().iterator().next());
    }
  }
}
