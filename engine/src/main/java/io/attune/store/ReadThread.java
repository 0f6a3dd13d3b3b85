package io.attune.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The one thread that reads. */
final class ReadThread implements AutoCloseable {
  private final EventReader reader;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> SqlStore.daemon(task, "attune-store-reader"));

  ReadThread(Database database) {
    this.reader = new EventReader(database.reader());
  }

  <T> T read(Function<EventReader, T> query) {
    try {
      return Waiting.call(
          thread,
          () -> {
            if (closed.get()) {
              throw SqlStore.closed();
            }
            return query.apply(reader);
          });
    } catch (RejectedExecutionException e) {
      throw SqlStore.closed();
    }
  }

  @Override
  public void close() {
    closed.set(true);
    Waiting.run(thread, reader::close);
    thread.shutdown();
  }
}
