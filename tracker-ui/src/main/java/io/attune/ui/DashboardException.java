package io.attune.ui;

/** A dashboard that cannot start; the message says what to do. */
public final class DashboardException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DashboardException(String message, Throwable cause) {
    super(message, cause);
  }
}
