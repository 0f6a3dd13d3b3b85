package io.attune.run;

/** Thrown by a trainer whose numbers became NaN or infinite; fails the trial with that reason. */
public final class DivergedException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says which number diverged, at which step, and what may help. */
  public DivergedException(String message) {
    super(message);
  }
}
