package io.attune.trial;

import java.time.Instant;

/**
 * Something that happened in a sweep. Events are appended and never change; all else is a fold of
 * them. The n-th event of a sweep has sequence number n, counting from 1.
 */
public sealed interface Event permits TrialEvent, SweepEvent {
  /** When it happened, on the clock of the machine that ran the sweep. */
  Instant at();
}
