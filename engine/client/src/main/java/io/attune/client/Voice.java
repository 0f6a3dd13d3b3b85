package io.attune.client;

import java.io.PrintStream;
import java.util.Optional;

/** Tells people of trouble: one line when it begins, one when it is over. Thread-safe. */
final class Voice {
  private static final long SILENCE_NANOS = 60_000_000_000L;

  private final PrintStream out;
  private Optional<String> trouble = Optional.empty();
  private boolean told;
  private long silentUntil = System.nanoTime();

  Voice(PrintStream out) {
    this.out = out;
  }

  /** Remembers trouble, which may be short and then is nobody's concern. */
  synchronized void trouble(String what) {
    trouble = Optional.of(what);
  }

  /** Tells of the trouble there is, once, and not every time if it comes and goes. */
  synchronized void tell(String consequence) {
    if (!told && System.nanoTime() - silentUntil >= 0) {
      told = true;
      silentUntil = System.nanoTime() + SILENCE_NANOS;
      out.println(
          "attune: %s %s"
              .formatted(trouble.orElse("More is logged than the tracker takes."), consequence));
    }
  }

  /** All is well again. */
  synchronized void over(String what) {
    trouble = Optional.empty();
    if (told) {
      told = false;
      out.println("attune: " + what);
    }
  }

  /** Something to be told at once. */
  synchronized void say(String what) {
    out.println("attune: " + what);
  }

  synchronized Optional<String> trouble() {
    return trouble;
  }
}
