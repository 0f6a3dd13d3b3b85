package io.attune.store;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/** Writes to H2, where no other program does. */
final class H2Session implements WriteSession {
  private final Handle handle;

  H2Session(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Handle handle() {
    return handle;
  }

  @Override
  public LongSupplier seriesNumbers() {
    long last =
        handle
            .createQuery("SELECT COALESCE(MAX(id), 0) FROM metric_series")
            .mapTo(Long.class)
            .one();
    return new AtomicLong(last)::incrementAndGet;
  }

  @Override
  public void check(SweepId sweep) {
    // No other program can write here.
  }

  @Override
  public void commit(long group) {
    handle.commit();
    handle.execute("CHECKPOINT SYNC");
  }

  @Override
  public Optional<Boolean> wrote(long group) {
    return Optional.empty();
  }

  @Override
  public Optional<String> claim(SweepId sweep) {
    // The folder's lock has kept others out.
    return Optional.empty();
  }

  @Override
  public void release(SweepId sweep) {
    // Nothing was taken.
  }

  @Override
  public void describe(String owner) {
    // The note beside the folder's lock says it.
  }

  @Override
  public void close() {
    handle.close();
  }
}
