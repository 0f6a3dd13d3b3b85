package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The thread that brings to disk what waits too long for the server, so that a program that is
 * killed loses no more than what it logged in the last two seconds, and has room for what it logs.
 */
final class Keeper implements Runnable {
  private static final long TICK_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 100;

  private final Outbox outbox;
  private final Optional<Path> path;
  private final Voice voice;
  private volatile boolean over;

  Keeper(Outbox outbox, Optional<Path> path, Voice voice) {
    this.outbox = outbox;
    this.path = path;
    this.voice = voice;
  }

  /** Where it is kept, for people. */
  String place() {
    return path.map(Path::toString).orElse("memory");
  }

  void end() {
    over = true;
  }

  @Override
  public void run() {
    try {
      long mark = 0;
      while (!over) {
        long now = outbox.memory().last();
        outbox.memory().awaitPressure(TICK_MILLIS);
        keep(outbox.memory().underPressure() ? outbox.memory().last() : mark);
        mark = now;
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a JVM that ends.
      Thread.currentThread().interrupt();
    }
  }

  private void keep(long last) throws InterruptedException {
    if (!outbox.memory().holds(last)) {
      return;
    }
    try {
      if (path.isPresent() && outbox.spill(last)) {
        voice.tell("What cannot be sent is kept in %s.".formatted(path.get()));
      } else {
        full("there is no more room for it.");
      }
    } catch (IOException e) {
      full(e.toString());
    }
  }

  private void full(String why) throws InterruptedException {
    if (outbox.memory().underPressure()) {
      if (outbox.memory().full()) {
        voice.tell("Training waits until it is taken: " + why);
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }
}
