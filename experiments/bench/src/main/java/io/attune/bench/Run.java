package io.attune.bench;

/** A run of a benchmark that is still to be done. */
interface Run {
  RunKey key();

  /** Does it. */
  Outcome with(Objectives objectives);
}
