package io.attune.run.command;

import io.attune.trial.Cause;
import java.util.Optional;

/** What an exit code says of a program's end. */
final class ExitCause {
  /** Unix: a program that a signal ended has this and the number of the signal. */
  private static final int SIGNALS = 128;

  private static final int MOST_SIGNALS = 32;
  private static final int KILL = 9;

  private ExitCause() {}

  /**
   * Why a program failed; empty for code 0.
   *
   * @param detail what it printed last
   */
  static Optional<Cause> of(int code, String detail) {
    if (code == 0) {
      return Optional.empty();
    }
    boolean signal = code > SIGNALS && code < SIGNALS + MOST_SIGNALS;
    return Optional.of(
        signal
            ? new Cause(Cause.Kind.WORKER_DIED, killedBy(code - SIGNALS), detail)
            : new Cause(Cause.Kind.ERROR, "the program ended with exit code " + code, detail));
  }

  private static String killedBy(int signal) {
    return "the program was killed by signal "
        + signal
        + (signal == KILL ? ", as the system does when memory runs out" : "");
  }
}
