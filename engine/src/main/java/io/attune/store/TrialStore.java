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
   * @throws StoreException if somebody else appended meanwhile, or the disk fails
   */
  void append(SweepId id, long after, List<? extends Event> events);

  @Override
  void close();
}
