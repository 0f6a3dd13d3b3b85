package io.attune.run;

import io.attune.store.Claim;
import io.attune.store.Memo;
import io.attune.store.ReadingPage;
import io.attune.store.SeriesKey;
import io.attune.store.SeriesSummary;
import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store that tells before and after events go to disk. */
final class WatchedStore implements TrialStore {
  private final TrialStore store;
  private final Consumer<List<? extends Event>> before;
  private final Consumer<List<? extends Event>> after;

  WatchedStore(
      TrialStore store,
      Consumer<List<? extends Event>> before,
      Consumer<List<? extends Event>> after) {
    this.store = store;
    this.before = before;
    this.after = after;
  }

  /** A store whose disk is full after some appends, until one has failed. */
  static TrialStore fullAfter(TrialStore store, int appends) {
    AtomicInteger left = new AtomicInteger(appends);
    return new WatchedStore(
        store,
        events -> {
          if (left.getAndDecrement() == 0) {
            throw new StoreException("no space left", null);
          }
        },
        events -> {});
  }

  @Override
  public SweepId open(Sweep sweep, String source, Instant now) {
    return store.open(sweep, source, now);
  }

  @Override
  public void append(SweepId id, long sequence, List<? extends Event> events) {
    before.accept(events);
    store.append(id, sequence, events);
    after.accept(events);
  }

  @Override
  public Claim claim(SweepId id) {
    return store.claim(id);
  }

  @Override
  public void describeOwner(String owner) {
    store.describeOwner(owner);
  }

  @Override
  public Path files(SweepId id) {
    return store.files(id);
  }

  @Override
  public List<SweepRecord> sweeps() {
    return store.sweeps();
  }

  @Override
  public Optional<SweepRecord> sweep(SweepId id) {
    return store.sweep(id);
  }

  @Override
  public List<Event> eventsAfter(SweepId id, long sequence, int limit) {
    return store.eventsAfter(id, sequence, limit);
  }

  @Override
  public long lastSequence(SweepId id) {
    return store.lastSequence(id);
  }

  @Override
  public Map<SweepId, Memo> memos(String what) {
    return store.memos(what);
  }

  @Override
  public void keep(String what, Map<SweepId, Memo> memos) {
    store.keep(what, memos);
  }

  @Override
  public List<SeriesSummary> series(SweepId id) {
    return store.series(id);
  }

  @Override
  public List<SeriesSummary> series(SweepId id, int trial) {
    return store.series(id, trial);
  }

  @Override
  public List<SeriesSummary> series(SweepId id, String metric) {
    return store.series(id, metric);
  }

  @Override
  public ReadingPage readings(SeriesKey key, long from, int limit) {
    return store.readings(key, from, limit);
  }

  @Override
  public List<Reading> thinned(SeriesKey key, long firstStep, long lastStep, int most) {
    return store.thinned(key, firstStep, lastStep, most);
  }

  @Override
  public void close() {
    store.close();
  }
}
