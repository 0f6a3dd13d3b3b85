package io.attune.ui.access;

/** Tokens cannot be read or kept; the message says why. */
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
