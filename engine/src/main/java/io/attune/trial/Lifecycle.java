package io.attune.trial;

/** Whether something that was recorded is still wanted. */
public enum Lifecycle {
  /** It is. */
  ACTIVE,
  /** Somebody put it away; it is kept, counts for nothing, and can be taken back. */
  DELETED
}
