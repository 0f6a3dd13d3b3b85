package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries on their way, numbered from 1: the older ones maybe on disk, the rest in memory. Whoever
 * logs only appends to the queue in memory; one thread sends, another keeps on disk what waits too
 * long. Thread-safe.
 */
final class Outbox {
  private static final int BATCH = 1_000;
  private static final int BATCH_BYTES = 1 << 18;

  private final Memory memory;
  private final Optional<Path> path;
  private final long mostBytes;
  private final String head;

  private final Object disk = new Object();
  private @Nullable SpillFile file;
  private volatile long bytes;
  private volatile long spilled;

  /**
   * @param capacity most entries in memory
   * @param path of the file on disk; empty if nothing goes there
   * @param mostBytes of that file
   * @param head what the file says of where its entries belong
   */
  Outbox(int capacity, Optional<Path> path, long mostBytes, String head) {
    this.memory = new Memory(capacity);
    this.path = path;
    this.mostBytes = mostBytes;
    this.head = head;
  }

  /** What is in memory. */
  Memory memory() {
    return memory;
  }

  /** Waits until there is something to send; false when nothing is to be sent any more. */
  boolean awaitEntries() throws InterruptedException {
    return memory.awaitEntries(this::isSpilled);
  }

  /** The entries to send next; the same again until they are acknowledged. */
  List<Line> next() throws IOException {
    synchronized (disk) {
      List<Line> lines = file == null ? List.of() : file.peek(BATCH, BATCH_BYTES);
      return lines.isEmpty() ? memory.head(BATCH, BATCH_BYTES) : lines;
    }
  }

  /** These entries are on the server's disk. */
  void acknowledged(List<Line> lines) throws IOException {
    synchronized (disk) {
      // Some may have gone to disk while they were under way.
      long first = memory.first();
      if (file != null && lines.get(0).number() < first) {
        file.sent(lines.stream().filter(line -> line.number() < first).toList());
        bytes = file.isSent() ? 0 : file.size();
      }
      memory.acknowledged(lines.get(lines.size() - 1).number());
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
    return spill(memory.last(), Long.MAX_VALUE);
  }

  private boolean spill(long last, long mostBytes) throws IOException {
    synchronized (disk) {
      while (memory.first() <= last) {
        if (path.isEmpty() || bytes >= mostBytes) {
          return false;
        }
        SpillFile open = file == null ? SpillFile.create(path.get(), head) : file;
        file = open;
        List<Line> lines = memory.head(BATCH, BATCH_BYTES);
        open.append(lines);
        bytes = open.size();
        spilled += lines.size();
        memory.drop(lines.get(lines.size() - 1).number());
      }
      return true;
    }
  }

  /** Whether something waits on disk. */
  boolean isSpilled() {
    return bytes > 0;
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
    return memory.stats(spilled, bytes, lost, trouble);
  }
}
