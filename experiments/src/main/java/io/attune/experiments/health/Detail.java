package io.attune.experiments.health;

/** How much is measured of each layer. */
public enum Detail {
  /** Nothing. */
  NONE,
  /** Numbers. */
  SUMMARY,
  /** Numbers and distributions. */
  FULL
}
