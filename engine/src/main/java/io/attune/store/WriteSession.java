package io.attune.store;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/** A connection to write with. Confined to the writing thread. */
interface WriteSession extends AutoCloseable {
  Handle handle();

  /** Numbers for new series, which nobody else is given. */
  LongSupplier seriesNumbers();

  /**
   * Makes sure, in a transaction that will append to a sweep, that nobody else runs it.
   *
   * @throws StoreException who does
   */
  void check(SweepId sweep);

  /**
   * Ends a transaction; what it wrote is on disk when this returns.
   *
   * @param group its number, from 1
   */
  void commit(long group);

  /** Whether a group is on disk whose commit was never answered; empty if that cannot be known. */
  Optional<Boolean> wrote(long group);

  /**
   * Has a sweep to oneself until it is released or the session ends.
   *
   * @return who else has it, empty if it was free
   */
  Optional<String> claim(SweepId sweep);

  void release(SweepId sweep);

  /** Tells others who have to wait what this program is. */
  void describe(String owner);

  @Override
  void close();
}
