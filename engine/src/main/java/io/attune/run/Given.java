package io.attune.run;

import io.attune.trial.Trial;
import java.util.Optional;

/**
 * What is given to somebody who asks for a trial.
 *
 * @param trial as it is now, which may be over; empty if there is none
 * @param attempt to tell of
 * @param firstStep 0 for a fresh start; else go on from the checkpoint of this step
 */
public record Given(Optional<Trial> trial, int attempt, long firstStep, Standing standing) {
  /** Why there is a trial to train, or none. */
  public enum Standing {
    /** There is one. */
    GIVEN,
    /** None until one that is open ends or reports. */
    WAITING,
    /** None until the sweep goes on. */
    PAUSED,
    /** None any more, unless somebody extends the sweep. */
    FINISHED
  }

  static Given none(Standing standing) {
    return new Given(Optional.empty(), 0, 0, standing);
  }
}
