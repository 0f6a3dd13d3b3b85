package io.attune.run;

import io.attune.trial.TrialState;
import java.util.Optional;

/** A plan under way, as the run loop sees it. */
final class RunningTrial {
  /** Most attachments of an attempt. */
  static final int MOST_ATTACHED = 10_000;

  private static final int MOST_LOG = 64_000;

  private final TrialPlan plan;
  private long deadline;
  private Optional<TrialState> decided = Optional.empty();
  private int logged;
  private int attached;
  private long lastStep;

  /**
   * @param deadline on the nanosecond clock; {@code Long.MAX_VALUE} for none
   */
  RunningTrial(TrialPlan plan, long deadline) {
    this.plan = plan;
    this.deadline = deadline;
    this.lastStep = plan.firstStep() == 0 ? -1 : plan.firstStep();
  }

  /** Whether a step is new; the same report may arrive twice. */
  boolean advanceTo(long step) {
    boolean advanced = step > lastStep;
    lastStep = Math.max(lastStep, step);
    return advanced;
  }

  TrialPlan plan() {
    return plan;
  }

  /** Whether it trains, rather than measures a finished trial. */
  boolean trains() {
    return plan.purpose() == TrialPlan.Purpose.TRAIN;
  }

  long deadline() {
    return deadline;
  }

  /** The state the trial will end in, if that is settled before it has ended. */
  Optional<TrialState> decided() {
    return decided;
  }

  /** Settles how the trial ends and by when it must have. */
  void decide(TrialState state, long deadline) {
    this.decided = Optional.of(state);
    this.deadline = Math.min(this.deadline, deadline);
  }

  /** Whether one more attachment may be kept. */
  boolean attach() {
    return ++attached <= MOST_ATTACHED;
  }

  /** What may be kept of a line; empty once the trial has printed too much. */
  Optional<String> keep(String line) {
    if (logged >= MOST_LOG) {
      return Optional.empty();
    }
    logged += line.length() + 1;
    return Optional.of(
        logged < MOST_LOG
            ? line
            : line.substring(0, Math.min(200, line.length())) + " … (rest dropped)");
  }
}
