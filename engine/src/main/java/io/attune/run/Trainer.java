package io.attune.run;

import java.util.Map;

/** Trains one model for one trial. Used from several threads at once, for different trials. */
@FunctionalInterface
public interface Trainer {
  /**
   * Trains until done or until {@link TrialContext#report} answers false. An exception fails the
   * trial with its message, never the sweep.
   */
  void train(TrialContext trial) throws Exception;

  /**
   * Measures the finished trial's best model on the test split. Called at most once in a sweep, for
   * the trial that won it, in the directory where it was trained.
   *
   * @return metrics; empty if the trainer has no test split
   */
  default Map<String, Double> test(TrialContext trial) throws Exception {
    return Map.of();
  }
}
