package io.attune.store;

import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A store in one folder: an H2 database and the trials' files. What a call has returned from is on
 * disk and survives a kill of the process and a power cut. One program opens a folder at a time.
 *
 * <p>All SQL runs on two threads of the store's own, one that writes and one that reads, because H2
 * closes a whole database when a thread is interrupted inside it.
 */
public final class H2Store implements TrialStore {
  private final Path folder;
  private final StoreLock lock;
  private final GroupWriter writer;
  private final EventReader reader;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService readThread =
      Executors.newSingleThreadExecutor(task -> daemon(task, "attune-store-reader"));

  private H2Store(Path folder, StoreLock lock, Database database) {
    this.folder = folder;
    this.lock = lock;
    this.writer = new GroupWriter(database.writing());
    this.reader = new EventReader(database.reading());
  }

  /**
   * Opens the store in a folder, creating or migrating it as needed.
   *
   * @param owner what this program is, told to others that find the store in use
   * @throws StoreException if the folder is in use, cannot be written, is damaged, or comes from a
   *     newer version
   */
  public static H2Store open(Path folder, String owner) {
    Path absolute = folder.toAbsolutePath().normalize();
    StoreLock lock = StoreLock.take(absolute, owner);
    try {
      return new H2Store(absolute, lock, Database.open(absolute));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Whether a folder holds a store. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve("attune.mv.db"));
  }

  /** Tells others that find the store in use more about this program, such as an address. */
  public void describeOwner(String owner) {
    lock.describe(owner);
  }

  @Override
  public SweepId open(Sweep sweep, String source, Instant now) {
    return writer.open(sweep.name(), SweepFile.write(sweep), source, now);
  }

  @Override
  public void append(SweepId id, long after, List<? extends Event> events) {
    writer.append(id, after, List.copyOf(events));
  }

  @Override
  public List<SweepRecord> sweeps() {
    return read(reader::sweeps);
  }

  @Override
  public Optional<SweepRecord> sweep(SweepId id) {
    return read(() -> reader.sweep(id));
  }

  @Override
  public List<Event> eventsAfter(SweepId id, long sequence, int limit) {
    return read(() -> reader.eventsAfter(id, sequence, limit));
  }

  @Override
  public Path files(SweepId id) {
    try {
      return Files.createDirectories(folder.resolve("files").resolve("sweep-" + id));
    } catch (IOException e) {
      throw new StoreException("cannot create a folder in " + folder + ": " + e + ".", e);
    }
  }

  /** Waits for appends under way, then lets the folder go. Closing twice is fine. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (lock) {
      writer.close();
      Waiting.run(readThread, reader::close);
      readThread.shutdown();
    }
  }

  static StoreException closed() {
    return new StoreException("the store is closed.", null);
  }

  private <T> T read(Callable<T> query) {
    try {
      return Waiting.call(
          readThread,
          () -> {
            if (closed.get()) {
              throw closed();
            }
            return query.call();
          });
    } catch (RejectedExecutionException e) {
      throw closed();
    }
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
