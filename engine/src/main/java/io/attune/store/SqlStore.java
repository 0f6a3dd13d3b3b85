package io.attune.store;

import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import io.attune.trial.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A store in a database, with the trials' files in a folder.
 *
 * <p>All SQL runs on two threads of the store's own, one that writes and one that reads: H2 closes
 * a whole database when a thread is interrupted inside it.
 */
abstract sealed class SqlStore implements TrialStore permits H2Store, PostgresStore {
  private static final int CLAIM_TRIES = 20;
  private static final long CLAIM_PAUSE_NANOS = 100_000_000;

  private final Path files;
  private final GroupWriter writer;
  private final ReadThread reader;
  private final LocalClaims claims = new LocalClaims();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A store in a database.
   *
   * @param files folder for the trials' files
   */
  SqlStore(Database database, Path files) {
    this.files = files;
    this.writer = new GroupWriter(database);
    try {
      this.reader = new ReadThread(database);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
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
  public Claim claim(SweepId id) {
    Claim local = claims.take(id);
    try {
      claimAmongAll(id);
    } catch (RuntimeException e) {
      local.close();
      throw e;
    }
    AtomicBoolean given = new AtomicBoolean();
    return () -> {
      if (!given.getAndSet(true)) {
        release(id, local);
      }
    };
  }

  /** Waits a moment for a program that was killed just now: its lock goes with its connection. */
  private void claimAmongAll(SweepId id) {
    Optional<String> holder = writer.call(session -> session.claim(id));
    for (int i = 0; i < CLAIM_TRIES && holder.isPresent(); i++) {
      LockSupport.parkNanos(CLAIM_PAUSE_NANOS);
      holder = writer.call(session -> session.claim(id));
    }
    if (holder.isPresent()) {
      throw Sequences.held(id, holder.get());
    }
  }

  /** After the store was closed, nothing is held any more. */
  private void release(SweepId id, Claim local) {
    try (local) {
      if (!closed.get()) {
        writer.run(session -> session.release(id));
      }
    }
  }

  @Override
  public void describeOwner(String owner) {
    writer.run(session -> session.describe(owner));
  }

  @Override
  public List<SweepRecord> sweeps() {
    return reader.read(EventReader::sweeps);
  }

  @Override
  public Optional<SweepRecord> sweep(SweepId id) {
    return reader.read(reader -> reader.sweep(id));
  }

  @Override
  public List<Event> eventsAfter(SweepId id, long sequence, int limit) {
    return reader.read(reader -> reader.eventsAfter(id, sequence, limit));
  }

  @Override
  public long lastSequence(SweepId id) {
    return reader.read(reader -> reader.lastSequence(id));
  }

  @Override
  public Map<SweepId, Memo> memos(String what) {
    return reader.read(reader -> reader.memos(what));
  }

  @Override
  public void keep(String what, Map<SweepId, Memo> memos) {
    if (!memos.isEmpty()) {
      writer.run(session -> MemoTable.write(session.handle(), what, memos));
    }
  }

  @Override
  public List<SeriesSummary> series(SweepId id) {
    return SeriesOrder.sorted(reader.read(reader -> reader.series().all(id)));
  }

  @Override
  public List<SeriesSummary> series(SweepId id, int trial) {
    return SeriesOrder.sorted(reader.read(reader -> reader.series().ofTrial(id, trial)));
  }

  @Override
  public List<SeriesSummary> series(SweepId id, String metric) {
    return SeriesOrder.sorted(reader.read(reader -> reader.series().ofMetric(id, metric)));
  }

  @Override
  public ReadingPage readings(SeriesKey key, long from, int limit) {
    return reader.read(reader -> reader.series().page(key, from, limit));
  }

  @Override
  public List<Reading> thinned(SeriesKey key, long firstStep, long lastStep, int most) {
    return reader.read(
        reader -> new SeriesDrawing(reader.series(), key, firstStep, lastStep).of(most));
  }

  @Override
  public Path files(SweepId id) {
    try {
      return Files.createDirectories(files.resolve("sweep-" + id));
    } catch (IOException e) {
      throw new StoreException("cannot create a folder in " + files + ": " + e + ".", e);
    }
  }

  /** How many events each sweep has, all at one moment. */
  Map<SweepId, Long> lengths() {
    return reader.read(EventReader::lengths);
  }

  /** Puts in a sweep that had its number elsewhere; on disk when this returns. */
  void put(SweepRecord sweep) {
    writer.put(sweep);
  }

  /** The highest number that a sweep has or had; 0 if there was none. */
  long lastSweep() {
    return reader.read(EventReader::lastSweep);
  }

  /** Gives out no number up to one; on disk when this returns. */
  void reserve(long last) {
    if (last > lastSweep()) {
      writer.run(session -> ErasedRows.reserve(session.handle(), last));
    }
  }

  /** Folder of the folders of all sweeps' files; may not exist yet. */
  Path filesRoot() {
    return files;
  }

  /** Waits for appends under way, then lets the database go. Closing twice is fine. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      try (reader) {
        writer.close();
      }
    }
  }

  static StoreException closed() {
    return new StoreException("the store is closed.", null);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
