package io.attune.store;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The one thread that reads; looks for another connection when its own is lost. */
final class ReadThread implements AutoCloseable {
  private final Database database;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> SqlStore.daemon(task, "attune-store-reader"));
  private Optional<EventReader> reader;

  ReadThread(Database database) {
    this.database = database;
    this.reader = Optional.of(new EventReader(database.reader()));
  }

  <T> T read(Function<EventReader, T> query) {
    try {
      return Waiting.call(thread, () -> ask(query));
    } catch (RejectedExecutionException e) {
      throw SqlStore.closed();
    }
  }

  private <T> T ask(Function<EventReader, T> query) {
    if (closed.get()) {
      throw SqlStore.closed();
    }
    return ask(query, new Patience(database));
  }

  private <T> T ask(Function<EventReader, T> query, Patience patience) {
    try {
      return query.apply(reader(patience));
    } catch (RuntimeException e) {
      if (!database.isLost(e)) {
        throw e;
      }
      drop(e);
      if (!patience.left()) {
        throw database.explained(e);
      }
      return ask(query, patience);
    }
  }

  private EventReader reader(Patience patience) {
    if (reader.isEmpty()) {
      reader = Optional.of(patience.connect(() -> new EventReader(database.reader())));
    }
    return reader.get();
  }

  private void drop(Throwable failure) {
    reader.ifPresent(lost -> lost.discard(failure));
    reader = Optional.empty();
  }

  @Override
  public void close() {
    closed.set(true);
    Waiting.run(thread, () -> reader.ifPresent(EventReader::close));
    thread.shutdown();
  }
}
