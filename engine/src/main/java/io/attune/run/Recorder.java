package io.attune.run;

import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialReader;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.Relabel;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes down what others run: the one writer of the recorded sweeps of a store. What a call has
 * returned from is on disk. Also says things of the trials of other sweeps, while nobody runs them.
 * Thread-safe; any number of recorders after each other go on where the last one was.
 */
public final class Recorder {
  private final TrialStore store;
  private final InstantSource clock;
  private final Predicate<SweepId> live;
  private final Map<SweepId, SoftReference<RecordedSweep>> sweeps = new HashMap<>();

  /**
   * A recorder into a store.
   *
   * @param live whether a runner works on a sweep right now
   */
  public Recorder(TrialStore store, InstantSource clock, Predicate<SweepId> live) {
    this.store = store;
    this.clock = clock;
    this.live = live;
  }

  /**
   * Begins to record a sweep.
   *
   * @param name which may be changed later
   */
  public SweepId open(String name, Relabel label) {
    return open(Sweep.recording(name), label);
  }

  /**
   * Begins to record a sweep of which more is known than its name, such as its space.
   *
   * @throws IllegalArgumentException if it is not a {@linkplain Sweep#recording recorded} one
   */
  public SweepId open(Sweep sweep, Relabel label) {
    if (!sweep.recorded()) {
      throw new IllegalArgumentException(sweep.name() + " is no recorded sweep.");
    }
    synchronized (sweeps) {
      SweepId id = store.open(sweep, "", clock.instant());
      if (!label.equals(Relabel.NOTHING)) {
        edit(id, draft -> draft.label(label));
      }
      return id;
    }
  }

  /** Every sweep of the store, recorded or not, oldest first. */
  public List<SweepRecord> sweeps() {
    return store.sweeps();
  }

  /** The sweep with a number. */
  public Optional<SweepRecord> sweep(SweepId id) {
    return store.sweep(id);
  }

  /** The store that is written to, to read all that was recorded. */
  public TrialReader reader() {
    return store;
  }

  /** Where the files of a sweep's trials are. */
  public Path files(SweepId id) {
    return store.files(id);
  }

  /**
   * Looks at what has happened in a sweep.
   *
   * @param look is given the history, which it must not keep
   */
  public <T> T read(SweepId id, Function<History, T> look) {
    return find(id).read(look);
  }

  /**
   * Changes a sweep, alone and as a whole: either all that the change adds is on disk when this
   * returns, or nothing was changed and this throws.
   *
   * @throws IllegalStateException if the sweep is not recorded and a runner works on it
   * @throws RuntimeException whatever the change throws to refuse itself
   */
  public <T> T change(SweepId id, Function<Draft, T> change) {
    return find(id).change(change);
  }

  /** The same for a change that has nothing to answer. */
  public void edit(SweepId id, Consumer<Draft> change) {
    change(
        id,
        draft -> {
          change.accept(draft);
          return true;
        });
  }

  private RecordedSweep find(SweepId id) {
    synchronized (sweeps) {
      SoftReference<RecordedSweep> known = sweeps.get(id);
      RecordedSweep sweep = known == null ? null : known.get();
      if (sweep == null) {
        sweep = new RecordedSweep(store, record(id), clock, () -> live.test(id));
        sweeps.put(id, new SoftReference<>(sweep));
      }
      return sweep;
    }
  }

  private SweepRecord record(SweepId id) {
    return store
        .sweep(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no sweep " + id + " here."));
  }
}
