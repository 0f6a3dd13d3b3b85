package io.attune.run;

import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Who asks for something, and how to tell that it was asked before.
 *
 * @param id chosen by who asks, different for everything that is asked; empty if it is never asked
 *     again
 * @param by who or what asks, for people; may be empty
 */
public record Request(String id, String by) {
  /** Asked by the program itself, once. */
  public static final Request PLAIN = new Request("", "");

  private static final int LONGEST = 200;

  /** Checks the lengths. */
  public Request {
    if (id.length() > LONGEST || by.length() > LONGEST) {
      throw new IllegalArgumentException(
          "id and by may have %d characters, but have %d and %d."
              .formatted(LONGEST, id.length(), by.length()));
    }
  }

  /** Whether it was done already. */
  boolean isDone(History history) {
    return !id.isEmpty() && history.steering().requests().contains(id);
  }

  /** Tells that it was asked for, where that matters. */
  Optional<SweepEvent> event(Instant at) {
    return equals(PLAIN) ? Optional.empty() : Optional.of(new SweepEvent.Requested(at, id, by));
  }
}
