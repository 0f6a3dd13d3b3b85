package io.attune.store;

import org.jspecify.annotations.Nullable;

/** An append that does not follow the last event, because somebody else appended meanwhile. */
public final class StoreConflict extends StoreException {
  private static final long serialVersionUID = 1;

  /** An error with a cause. */
  public StoreConflict(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
