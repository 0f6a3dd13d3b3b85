package io.attune.trial;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What has happened so far in a sweep, for those who decide what comes next. Objectives are turned
 * into losses here, once: smaller is better for everyone who reads them.
 */
public interface History {
  /** What is optimised. */
  Objective objective();

  /** Number of events folded in: the sequence number of the last one. */
  long sequence();

  /** Every trial, the one with number n at index n - 1. */
  List<Trial> trials();

  /** Best trial that has a finite score and did not fail; the earlier one of equals. */
  Optional<Trial> best();

  /**
   * Losses of completed trials at a step, ascending. Each is the trial's best loss up to that step,
   * and counts only where the trial reported the objective at exactly that step.
   */
  List<Double> lossesAt(long step);

  /** Best loss of a trial so far; empty where {@link Trial#score} is. */
  default OptionalDouble loss(Trial trial) {
    return trial
        .score(objective())
        .map(score -> OptionalDouble.of(objective().loss(score)))
        .orElse(OptionalDouble.empty());
  }

  /** The trial with a number. */
  default Trial trial(int number) {
    return trials().get(number - 1);
  }

  /** This history as it is now, safe to hand to another thread. */
  History snapshot();
}
