package io.attune.store;

import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import java.time.Instant;
import java.util.List;

/**
 * Keeps sweeps and their events. Safe to use from any thread. Interrupting a thread inside a call
 * harms nothing.
 */
public interface TrialStore extends TrialReader, AutoCloseable {
  /**
   * Puts in a new sweep; on disk when this returns.
   *
   * @param source the sweep file's text, or empty
   */
  SweepId open(Sweep sweep, String source, Instant now);

  /**
   * Appends events; all of them are on disk when this returns, or none is if it throws.
   *
   * @param after sequence number of the last event there is
   * @throws StoreConflict if somebody else appended meanwhile
   * @throws StoreException if somebody else runs the sweep, or the disk fails
   */
  void append(SweepId id, long after, List<? extends Event> events);

  /**
   * Takes a sweep to run it. One holder has it at a time, in whatever program, until it closes the
   * claim or its program ends; appends of others are refused meanwhile where programs share a
   * store.
   *
   * @throws StoreException if somebody else has it, and who
   */
  Claim claim(SweepId id);

  /** Tells others that find the store, or a sweep of it, in use what this program is. */
  void describeOwner(String owner);

  @Override
  void close();
}
