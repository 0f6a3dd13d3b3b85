package io.attune.trial;

/**
 * Why a trial failed.
 *
 * @param message one line for people; at most 2,000 characters are kept
 * @param detail more of it, such as a stack trace; may be empty; at most 8,000 characters are kept
 */
public record Cause(Kind kind, String message, String detail) {
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_DETAIL = 8_000;

  /** Cuts texts that nobody would read to the end. */
  public Cause {
    message = cut(message, LONGEST_MESSAGE);
    detail = cut(detail, LONGEST_DETAIL);
  }

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
    /** The trial used more memory than it may. */
    OUT_OF_MEMORY,
    /** The program ended while the trial ran. */
    INTERRUPTED
  }

  /** A cause that one line explains. */
  public static Cause of(Kind kind, String message) {
    return new Cause(kind, message, "");
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
