package io.attune.run;

import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The sweeps of a store whose trials programs ask for; each is taken up when it is needed. */
public final class AskedSweeps implements AutoCloseable {
  private final TrialStore store;
  private final InstantSource clock;
  private final Map<SweepId, AskedSweep> taken = new HashMap<>();

  /** Those of a store. */
  public AskedSweeps(TrialStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Where they are kept. */
  public TrialStore store() {
    return store;
  }

  /**
   * Puts in a sweep and begins it; the same request gives the same sweep.
   *
   * @param source the text that says what it is
   * @throws IllegalArgumentException if others run its trials, or it begins with an earlier sweep
   *     that is not there
   */
  public SweepId create(Sweep sweep, String source, Request request) {
    if (!sweep.asked()) {
      throw new IllegalArgumentException(
          "trainer: a server starts no programs. Write `trainer: %s` and ask for the trials, or start it with `attune run`."
              .formatted(Sweep.ASKED));
    }
    Beginning.check(sweep, store);
    synchronized (taken) {
      SweepId id =
          created(source, request).orElseGet(() -> store.open(sweep, source, clock.instant()));
      with(
          id,
          asked -> {
            asked.begin(request);
            return true;
          });
      return id;
    }
  }

  /** Whether programs ask for the trials of a sweep, here or elsewhere. */
  public boolean isAsked(SweepId id) {
    return store.sweep(id).filter(record -> record.sweep().asked()).isPresent();
  }

  /** Whether this program gives out the trials of a sweep now. */
  public boolean holds(SweepId id) {
    synchronized (taken) {
      return taken.containsKey(id);
    }
  }

  /**
   * Does something with a sweep.
   *
   * @throws StoreException if somebody else has it, or the disk fails
   */
  public <T> T with(SweepId id, Function<AskedSweep, T> action) {
    AskedSweep sweep;
    synchronized (taken) {
      sweep = taken.computeIfAbsent(id, missing -> AskedSweep.take(store, missing, clock));
    }
    try {
      return action.apply(sweep);
    } catch (StoreException e) {
      drop(id, sweep);
      throw e;
    }
  }

  /** Lets all of them go as they are. */
  @Override
  public void close() {
    synchronized (taken) {
      taken.values().forEach(AskedSweep::close);
      taken.clear();
    }
  }

  /** What is not on disk must not be seen. */
  private void drop(SweepId id, AskedSweep sweep) {
    synchronized (taken) {
      sweep.close();
      taken.remove(id, sweep);
    }
  }

  /** The sweep of a request that was made before; one that was put in but never begun, too. */
  private Optional<SweepId> created(String source, Request request) {
    return store.sweeps().stream()
        .filter(record -> record.sweep().asked())
        .filter(record -> isOf(record, source, request))
        .map(SweepRecord::id)
        .findFirst();
  }

  private boolean isOf(SweepRecord record, String source, Request request) {
    List<Event> first = store.eventsAfter(record.id(), 0, 1);
    return first.isEmpty()
        ? record.source().equals(source)
        : first.get(0) instanceof SweepEvent.Requested asked
            && !asked.id().isEmpty()
            && asked.id().equals(request.id());
  }
}
