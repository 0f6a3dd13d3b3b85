package io.attune.store;

import io.attune.trial.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The reading half of a store. Safe to use from any thread; sees only what is on disk. */
public interface TrialReader {
  /** Every sweep, oldest first. */
  List<SweepRecord> sweeps();

  /** The sweep with a number. */
  Optional<SweepRecord> sweep(SweepId id);

  /**
   * Events after a sequence number, in order; element i has number {@code sequence + 1 + i}.
   *
   * @param sequence 0 for all
   * @param limit most events to return
   */
  List<Event> eventsAfter(SweepId id, long sequence, int limit);

  /** Folder for the files of a sweep's trials, such as checkpoints and pictures. Exists. */
  Path files(SweepId id);

  /** Whether other programs may write to the store while this one has it open. */
  default boolean shared() {
    return false;
  }

  /** All events of a sweep in order, read a page at a time as they are asked for. */
  default Iterable<List<Event>> pages(SweepId id) {
    return () -> new EventPages(this, id);
  }
}
