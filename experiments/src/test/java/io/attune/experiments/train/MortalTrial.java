package io.attune.experiments.train;

import io.attune.run.TrialContext;
import io.attune.space.Assignment;
import java.nio.file.Path;
import java.util.Map;

/** A trial that dies after a report, before the trainer learns that it may go on. */
class MortalTrial implements TrialContext {
  private final TrialContext trial;
  private final long lastStep;
  private long checkpoint;

  MortalTrial(TrialContext trial, long lastStep) {
    this.trial = trial;
    this.lastStep = lastStep;
  }

  /** What a killed trainer does not get to see. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** How it dies. */
  void die() {
    throw new Death();
  }

  @Override
  public Assignment assignment() {
    return trial.assignment();
  }

  @Override
  public long seed() {
    return trial.seed();
  }

  @Override
  public long firstStep() {
    return trial.firstStep();
  }

  @Override
  public Path directory() {
    return trial.directory();
  }

  @Override
  public boolean report(long step, Map<String, Double> metrics) {
    boolean goOn = trial.report(step, metrics);
    if (step == lastStep) {
      die();
    }
    return goOn;
  }

  @Override
  public void checkpointed(long step) {
    checkpoint = step;
    trial.checkpointed(step);
  }

  /** Step of the last checkpoint; 0 for none. */
  long checkpoint() {
    return checkpoint;
  }

  @Override
  public void log(String line) {
    trial.log(line);
  }
}
