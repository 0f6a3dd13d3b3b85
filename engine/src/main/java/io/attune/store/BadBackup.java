package io.attune.store;

/** A file that is no copy of a store, or not whole; the message says what is wrong with it. */
public final class BadBackup extends StoreException {
  private static final long serialVersionUID = 1;

  BadBackup(String message) {
    super(message, null);
  }
}
