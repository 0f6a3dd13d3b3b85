package io.attune.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/** Numbers of series that no other program is given, fetched some at a time. */
final class SeriesNumbers implements LongSupplier {
  private static final int AT_ONCE = 32;

  private final Handle handle;
  private final Deque<Long> fetched = new ArrayDeque<>();

  SeriesNumbers(Handle handle) {
    this.handle = handle;
  }

  @Override
  public long getAsLong() {
    if (fetched.isEmpty()) {
      handle
          .createQuery("SELECT nextval('metric_series_number') FROM generate_series(1, :most)")
          .bind("most", AT_ONCE)
          .mapTo(Long.class)
          .forEach(fetched::add);
    }
    return fetched.remove();
  }
}
