package io.attune.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The last lines that a process wrote to its standard error. Thread-safe. */
final class Complaints {
  private static final int MOST = 20;

  private final Deque<String> lines = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Reads to the end of the stream. */
  void read(BufferedReader stream) {
    try (stream) {
      stream.lines().forEach(this::keep);
    } catch (IOException | UncheckedIOException e) {
      // The end of the stream, told the rude way.
    } finally {
      ended.countDown();
    }
  }

  /** Waits a moment for the stream of a process that has ended. */
  void await() {
    try {
      // A grandchild may hold the stream open; what there is will do then.
      ended.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A paragraph for an error message; empty if nothing was written. */
  synchronized String last() {
    return lines.isEmpty() ? "" : "\nIt had said:\n  " + String.join("\n  ", lines);
  }

  private synchronized void keep(String line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }
}
