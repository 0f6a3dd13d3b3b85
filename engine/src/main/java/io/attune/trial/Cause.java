package io.attune.trial;

/**
 * Why a trial failed.
 *
 * @param message one line for people
 * @param detail more of it, such as a stack trace; may be empty
 */
public record Cause(Kind kind, String message, String detail) {
  /** What went wrong, as a stable word. */
  public enum Kind {
    /** The trainer threw an exception. */
    ERROR,
    /** The objective was NaN or infinite. */
    NOT_FINITE,
    /** The trainer ended without ever reporting the objective. */
    NO_METRIC,
    /** The trial ran longer than it may. */
    TIMEOUT,
    /** The worker process died under the trial. */
    WORKER_DIED,
    /** The program ended while the trial ran. */
    INTERRUPTED;

    /** Whether a second attempt may end differently. */
    public boolean retriable() {
      return this == WORKER_DIED || this == INTERRUPTED;
    }
  }

  /** A cause that one line explains. */
  public static Cause of(Kind kind, String message) {
    return new Cause(kind, message, "");
  }
}
