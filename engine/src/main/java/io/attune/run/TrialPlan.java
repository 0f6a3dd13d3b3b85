package io.attune.run;

import io.attune.space.Assignment;
import java.nio.file.Path;

/**
 * One attempt of a trial, ready to be executed.
 *
 * @param attempt from 1
 * @param seed for every random choice of the trainer
 * @param firstStep 0 to start from scratch, else the step of the checkpoint to go on from
 * @param directory the trial's own folder
 */
public record TrialPlan(
    int trial,
    int attempt,
    Purpose purpose,
    Assignment assignment,
    long seed,
    long firstStep,
    Path directory) {

  /** What to do with the trial. */
  public enum Purpose {
    TRAIN,
    /** Measure its best model on the test split. */
    TEST
  }
}
