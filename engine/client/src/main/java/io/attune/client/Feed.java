package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** An outbox with its two threads. Thread-safe. */
final class Feed {
  /** A sender that still waits for an answer is left alone: what it sends is on disk as well. */
  private static final long LAST_MILLIS = 1_000;

  private final Outbox outbox;
  private final Contents contents;
  private final Sender sender;
  private final Keeper keeper;
  private final Voice voice;
  private final Thread sending;
  private final Thread keeping;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long lost;

  Feed(Outbox outbox, Contents contents, Sender sender, Keeper keeper, Voice voice) {
    this.outbox = outbox;
    this.contents = contents;
    this.sender = sender;
    this.keeper = keeper;
    this.voice = voice;
    this.sending = daemon(sender, "attune-sender");
    this.keeping = daemon(keeper, "attune-keeper");
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  void add(Entry entry) {
    checkOpen();
    outbox.memory().add(entry);
  }

  /** Keeps a copy of a file that an entry will name by its SHA-256, which is returned. */
  String keep(Path file) throws IOException {
    checkOpen();
    outbox.claim();
    return contents.keep(file);
  }

  private void checkOpen() {
    if (ended.get()) {
      throw new IllegalStateException("the run has ended; nothing more can be logged.");
    }
  }

  boolean flush(Duration patience) {
    return sender.fault() == null && outbox.memory().awaitAcknowledged(patience);
  }

  LogStats stats() {
    Optional<String> trouble = Optional.ofNullable(sender.fault()).or(voice::trouble);
    return contents.count(outbox.stats(lost, trouble));
  }

  /**
   * Adds a last entry, if there is one, and sees to it that nothing gets lost; false if that was
   * done before. An interrupt does not cut it short.
   */
  boolean end(Optional<Entry> last, Duration patience) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    boolean interrupted = Thread.interrupted();
    last.ifPresent(outbox.memory()::add);
    flush(patience);
    outbox.memory().end();
    keeper.end();
    interrupted |= join(keeping) | join(sending);
    keepRest();
    close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private void keepRest() {
    try {
      boolean kept = outbox.spillAll();
      lost = kept ? 0 : outbox.stats(0, Optional.empty()).queued();
    } catch (IOException e) {
      lost = outbox.stats(0, Optional.empty()).queued();
      voice.trouble(e.toString());
    }
    if (lost > 0) {
      voice.say("%,d entries are lost: there is no room for them on disk.".formatted(lost));
    }
  }

  private void close() {
    LogStats stats = outbox.stats(lost, Optional.empty());
    long left = stats.logged() - stats.acknowledged() - lost;
    if (left > 0) {
      voice.say(
          "%,d entries could not be sent and are kept in %s. `attune sync` sends them, and so does the next run."
              .formatted(left, keeper.place()));
    }
    try {
      outbox.close(contents);
    } catch (IOException e) {
      voice.say("closing the file of unsent entries failed: " + e);
    }
  }

  private static boolean join(Thread thread) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + LAST_MILLIS * 1_000_000;
    while (thread.isAlive() && System.nanoTime() - deadline < 0) {
      try {
        thread.join(LAST_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
