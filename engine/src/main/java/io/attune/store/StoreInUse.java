package io.attune.store;

/** Another program has the store open. */
public final class StoreInUse extends StoreException {
  private static final long serialVersionUID = 1;

  private final String owner;

  StoreInUse(String message, String owner) {
    super(message, null);
    this.owner = owner;
  }

  /** Who has it, as that program said for people. */
  public String owner() {
    return owner;
  }
}
