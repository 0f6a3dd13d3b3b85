package io.attune.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The entries of a stream that are in memory, and who waits for what of them: the program for room,
 * the sender for entries, the keeper for too many of them, the end for their acknowledgement.
 * Thread-safe.
 */
final class Memory {
  private static final int MUCH = 1_000;
  private static final long LINGER_MILLIS = 100;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition sent = lock.newCondition();
  private final ArrayDeque<Entry> queue = new ArrayDeque<>();

  /** Number of the first entry in the queue; all before it were sent, or are on disk. */
  private long first = 1;

  private long acknowledged;
  private long blocked;
  private boolean hurry;
  private boolean over;

  /**
   * @param capacity most entries
   */
  Memory(int capacity) {
    this.capacity = capacity;
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
      if (size == 1 || size == MUCH || size == capacity / 2) {
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

  /**
   * Waits until there is something to send, here or on disk, and a while for more of it.
   *
   * @param disk whether something waits there, so that there is no need for more
   * @return false when nothing is to be sent any more
   */
  boolean awaitEntries(BooleanSupplier disk) throws InterruptedException {
    lock.lock();
    try {
      while (!over && isEmpty()) {
        filled.await();
      }
      long linger = TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
      while (!over && !hurry && !disk.getAsBoolean() && !isMuch() && linger > 0) {
        linger = filled.awaitNanos(linger);
      }
      return !over;
    } finally {
      lock.unlock();
    }
  }

  private boolean isMuch() {
    return queue.size() >= Math.min(MUCH, capacity / 2);
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

  /**
   * The entries at the head of the queue.
   *
   * @param mostBytes of all, unless the first has more by itself
   */
  List<Line> head(int most, int mostBytes) {
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

  /** The entries up to a number are in good hands. */
  void drop(long last) {
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

  /** The server has the entries up to a number. */
  void acknowledged(long last) {
    drop(last);
    lock.lock();
    try {
      acknowledged = last;
      sent.signalAll();
    } finally {
      lock.unlock();
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
    return locked(() -> queue.size() >= capacity / 2);
  }

  /** Whether logging has to wait. */
  boolean full() {
    return locked(() -> queue.size() >= capacity);
  }

  /** Whether some of the entries up to a number are nowhere but in memory. */
  boolean holds(long last) {
    return locked(() -> first <= last && !queue.isEmpty());
  }

  /** Number of the first entry that is not on disk. */
  long first() {
    return locked(() -> first);
  }

  /** Number of the last entry that was logged. */
  long last() {
    return locked(() -> first + queue.size() - 1);
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

  private <T> T locked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  /** The figures, of which those of the disk are added. */
  LogStats stats(long spilled, long spillBytes, long lost, Optional<String> trouble) {
    return locked(
        () ->
            new LogStats(
                first + queue.size() - 1,
                acknowledged,
                queue.size(),
                spilled,
                spillBytes,
                blocked,
                lost,
                isEmpty() ? Optional.empty() : trouble));
  }
}
