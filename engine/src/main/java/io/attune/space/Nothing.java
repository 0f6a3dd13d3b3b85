package io.attune.space;

/**
 * What a choice holds where its file says null: Python's {@code None}. A value of its own, because
 * an assignment says by absence that a parameter is not active.
 */
public enum Nothing {
  /** The only one. */
  NONE;

  /** As Python writes it. */
  @Override
  public String toString() {
    return "None";
  }
}
