package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Entries on their way, numbered from 1: the older ones maybe on disk, the rest in memory. Whoever
 * logs only appends to the queue in memory; one thread sends, another keeps on disk what waits too
 * long. Thread-safe.
 */
final class Outbox {
  private static final int BATCH = 1_000;
  private static final int BATCH_BYTES = 1 << 18;
  private static final long LINGER_MILLIS = 100;

  private final int capacity;
  private final Optional<Path> path;
  private final long mostBytes;
  private final String head;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition sent = lock.newCondition();
  private final ArrayDeque<Entry> queue = new ArrayDeque<>();

  /** Number of the first entry in the queue; all before it were sent, or are on disk. */
  private long first = 1;

  private long acknowledged;
  private long spilled;
  private long blocked;
  private boolean hurry;
  private boolean over;

  private final Object disk = new Object();
  private @Nullable SpillFile file;
  private volatile long bytes;

  /**
   * @param capacity most entries in memory
   * @param path of the file on disk; empty if nothing goes there
   * @param mostBytes of that file
   * @param head what the file says of where its entries belong
   */
  Outbox(int capacity, Optional<Path> path, long mostBytes, String head) {
    this.capacity = capacity;
    this.path = path;
    this.mostBytes = mostBytes;
    this.head = head;
  }

  /**
   * Appends an entry. Waits only while memory and disk are full; an interrupted thread does not
   * wait but goes over the bound, because its entry must not be lost.
   */
  void add(Entry entry) {
    lock.lock();
    try {
      if (queue.size() >= capacity) {
        awaitRoom();
      }
      queue.add(entry);
      int size = queue.size();
      if (size == 1 || size == BATCH || size == capacity / 2) {
        filled.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    blocked++;
    filled.signalAll();
    try {
      while (queue.size() >= capacity) {
        room.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until there is something to send; false when nothing is to be sent any more. */
  boolean awaitEntries() throws InterruptedException {
    lock.lock();
    try {
      while (!over && isEmpty()) {
        filled.await();
      }
      long linger = TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
      while (!over && !hurry && bytes == 0 && !isMuch() && linger > 0) {
        linger = filled.awaitNanos(linger);
      }
      return !over;
    } finally {
      lock.unlock();
    }
  }

  private boolean isMuch() {
    return queue.size() >= Math.min(BATCH, capacity / 2);
  }

  /** Waits until something happens, but no longer than told. */
  void pause(long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!hurry && !over && left > 0) {
        left = filled.awaitNanos(left);
      }
      hurry = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isEmpty() {
    return queue.isEmpty() && acknowledged + 1 == first;
  }

  /** The entries to send next; the same again until they are acknowledged. */
  List<Line> next() throws IOException {
    synchronized (disk) {
      List<Line> lines = file == null ? List.of() : file.peek(BATCH, BATCH_BYTES);
      return lines.isEmpty() ? queued(BATCH, BATCH_BYTES) : lines;
    }
  }

  private List<Line> queued(int most, int mostBytes) {
    List<Entry> copies = new ArrayList<>();
    long number;
    lock.lock();
    try {
      number = first;
      for (Entry entry : queue) {
        if (copies.size() == most) {
          break;
        }
        copies.add(entry);
      }
    } finally {
      lock.unlock();
    }
    List<Line> lines = new ArrayList<>();
    int size = 0;
    for (Entry entry : copies) {
      String json = entry.json();
      size += json.length();
      if (size > mostBytes && !lines.isEmpty()) {
        break;
      }
      lines.add(new Line(number++, json));
    }
    return lines;
  }

  /** These entries are on the server's disk. */
  void acknowledged(List<Line> lines) throws IOException {
    long last = lines.get(lines.size() - 1).number();
    synchronized (disk) {
      // Some may have gone to disk while they were under way.
      if (file != null && lines.get(0).number() < first) {
        file.sent(lines.stream().filter(line -> line.number() < first).toList());
        bytes = file.isSent() ? 0 : file.size();
      }
      drop(last);
    }
    lock.lock();
    try {
      acknowledged = last;
      sent.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void drop(long last) {
    lock.lock();
    try {
      while (first <= last) {
        queue.remove();
        first++;
      }
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Brings the entries in memory up to a number to disk.
   *
   * @return whether they are there, or were sent meanwhile; false if the disk may not take more
   */
  boolean spill(long last) throws IOException {
    return spill(last, mostBytes);
  }

  /** The same at the end, when it must be kept whatever room it takes. */
  boolean spillAll() throws IOException {
    return spill(last(), Long.MAX_VALUE);
  }

  private boolean spill(long last, long mostBytes) throws IOException {
    synchronized (disk) {
      while (first <= last) {
        if (path.isEmpty() || bytes >= mostBytes) {
          return false;
        }
        SpillFile open = file == null ? SpillFile.create(path.get(), head) : file;
        file = open;
        List<Line> lines = queued(BATCH, BATCH_BYTES);
        open.append(lines);
        bytes = open.size();
        spilled += lines.size();
        drop(lines.get(lines.size() - 1).number());
      }
      return true;
    }
  }

  /** Waits until the queue is half full, but no longer than told. */
  void awaitPressure(long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!over && queue.size() < capacity / 2 && left > 0) {
        left = filled.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether half of the memory is used. */
  boolean underPressure() {
    lock.lock();
    try {
      return queue.size() >= capacity / 2;
    } finally {
      lock.unlock();
    }
  }

  /** Whether logging has to wait. */
  boolean full() {
    lock.lock();
    try {
      return queue.size() >= capacity;
    } finally {
      lock.unlock();
    }
  }

  /** Whether some of the entries up to a number are nowhere but in memory. */
  boolean holds(long last) {
    lock.lock();
    try {
      return first <= last && !queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether something waits on disk. */
  boolean isSpilled() {
    return bytes > 0;
  }

  /** Number of the last entry that was logged. */
  long last() {
    lock.lock();
    try {
      return first + queue.size() - 1;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was logged is acknowledged; false if it takes too long. */
  boolean awaitAcknowledged(Duration patience) {
    long last = last();
    lock.lock();
    try {
      hurry = true;
      filled.signalAll();
      long left = patience.toNanos();
      while (acknowledged < last && left > 0) {
        left = sent.awaitNanos(left);
      }
      return acknowledged >= last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      hurry = false;
      lock.unlock();
    }
  }

  /** Nothing more will be logged, and nothing more is to be sent. */
  void end() {
    lock.lock();
    try {
      over = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Shows on disk that this stream is somebody's, so that nobody deletes its contents. */
  void claim() throws IOException {
    synchronized (disk) {
      if (file == null && path.isPresent()) {
        file = SpillFile.create(path.get(), head);
      }
    }
  }

  /** Lets go of the file on disk, and of contents that nobody will send any more. */
  void close(Contents contents) throws IOException {
    synchronized (disk) {
      if (file != null) {
        if (file.isSent()) {
          contents.clear();
        }
        file.close();
        file = null;
      }
    }
  }

  LogStats stats(long lost, Optional<String> trouble) {
    lock.lock();
    try {
      return new LogStats(
          first + queue.size() - 1,
          acknowledged,
          queue.size(),
          spilled,
          bytes,
          blocked,
          lost,
          isEmpty() ? Optional.empty() : trouble);
    } finally {
      lock.unlock();
    }
  }
}
