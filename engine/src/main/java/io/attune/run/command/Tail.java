package io.attune.run.command;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of what a program printed. Thread-safe. */
final class Tail {
  private static final int LINES = 20;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    lines.addLast(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  synchronized String text() {
    return String.join("\n", lines);
  }
}
