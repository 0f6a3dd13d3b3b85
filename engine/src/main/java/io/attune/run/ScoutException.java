package io.attune.run;

/** A scout did not come back with an answer; the message says why and what to do. */
public final class ScoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScoutException(String message) {
    super(message);
  }
}
