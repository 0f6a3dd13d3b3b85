package io.attune.trial;

import java.util.OptionalInt;

/**
 * Whether trials are started, and how many.
 *
 * @param paused whether none is
 * @param parallel how many run side by side; empty while that was never changed
 */
public record Flow(boolean paused, OptionalInt parallel) {
  /** As the sweep says. */
  public static final Flow FREE = new Flow(false, OptionalInt.empty());

  /** What an event makes of it. */
  Flow plus(Event event) {
    if (event instanceof SweepEvent.Paused) {
      return new Flow(true, parallel);
    } else if (event instanceof SweepEvent.Continued || event instanceof SweepEvent.Opened) {
      return new Flow(false, parallel);
    }
    return event instanceof SweepEvent.Resized resized
        ? new Flow(paused, OptionalInt.of(resized.parallel()))
        : this;
  }
}
