package io.attune.trial;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that happened to a sweep as a whole. */
public sealed interface SweepEvent extends Event {
  /**
   * A runner took the sweep up, for the first time or to go on with it.
   *
   * @param environment facts about the machine and program, such as {@code host} and {@code java}
   */
  record Opened(Instant at, Map<String, String> environment) implements SweepEvent {
    /** Copies the map, keeping its order. */
    public Opened {
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
  }

  /** A runner let the sweep go. */
  record Closed(Instant at, Outcome outcome, String reason) implements SweepEvent {}

  /** How a sweep ended. */
  enum Outcome {
    /** The budget is used up or there is nothing left to try. */
    FINISHED,
    /** Somebody stopped it; it can be resumed. */
    INTERRUPTED
  }
}
