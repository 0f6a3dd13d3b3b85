package io.attune.run;

import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store whose disk is full after some appends. */
final class FailingStore implements TrialStore {
  private final TrialStore store;
  private int left;

  FailingStore(TrialStore store, int appends) {
    this.store = store;
    this.left = appends;
  }

  @Override
  public SweepId open(Sweep sweep, String source, Instant now) {
    return store.open(sweep, source, now);
  }

  @Override
  public void append(SweepId id, long after, List<? extends Event> events) {
    if (left-- == 0) {
      throw new StoreException("no space left", null);
    }
    store.append(id, after, events);
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
  public void close() {
    store.close();
  }
}
