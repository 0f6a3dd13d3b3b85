package io.attune.search;

/** What a free worker should do next. */
public sealed interface Move {
  /** Start a new trial. */
  record Start() implements Move {}

  /** Go on with a paused trial from its checkpoint. */
  record Resume(int trial) implements Move {}

  /** Nothing until something else happens. */
  record Wait() implements Move {}

  /** The sweep is done once the running trials are. */
  record Finish(String reason) implements Move {}
}
