package io.attune.experiments.preflight;

import io.attune.run.Finding;

/** Looks at one thing. */
interface Check {
  /** What it looks at, in a few words. */
  String name();

  /** What it finds. */
  Finding of(Subject subject);

  /** Whether one bad choice among several is enough to stop a sweep: training itself is broken. */
  default boolean concernsAll() {
    return false;
  }
}
