package io.attune.store;

import org.jspecify.annotations.Nullable;

/** A store that cannot be opened, read or written; the message says what to do. */
public sealed class StoreException extends RuntimeException
    permits BadBackup, StoreConflict, StoreInUse {
  private static final long serialVersionUID = 1;

  /** An error with a cause. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
