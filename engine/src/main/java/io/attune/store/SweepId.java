package io.attune.store;

/** Number of a sweep in its store, from 1. */
public record SweepId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
