package io.attune.run;

/** What a program tells contradicts what is known of its trial. */
public final class AskConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  AskConflict(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** What kind of contradiction it is. */
  public Kind kind() {
    return kind;
  }

  /** Kinds of contradictions. */
  public enum Kind {
    /** The trial has ended. */
    TRIAL_ENDED,
    /** The trial waits to be given out again. */
    TRIAL_PAUSED,
    /** The trial was given out again since; this program is not the one that trains it. */
    ATTEMPT_OVER,
    /** Something else was reported at this step, or at a later one. */
    STEP_TAKEN,
    /** The id was used to ask for something else. */
    ID_REUSED
  }
}
