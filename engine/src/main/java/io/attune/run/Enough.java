package io.attune.run;

import io.attune.sweep.Sweep;
import io.attune.trial.History;
import java.time.Duration;
import java.util.Optional;

/**
 * Why no more trials are started, once there is a reason. A stage that follows, or an order, may
 * make more of them wanted; used up time is used up for good. Confined to the run loop.
 */
final class Enough {
  private final Sweep sweep;
  private final StageGuide stages;
  private Optional<String> reason = Optional.empty();
  private boolean outOfTime;
  private boolean achieved;
  private boolean good;

  Enough(Sweep sweep, StageGuide stages) {
    this.sweep = sweep;
    this.stages = stages;
  }

  /** Empty as long as more trials are wanted. */
  Optional<String> reason() {
    return reason;
  }

  /** Starts no more trials, because of something. */
  void because(String what) {
    reason = Optional.of(what);
  }

  /** More trials are wanted again, if there is time. */
  void notYet() {
    achieved = false;
    good = false;
    reason = outOfTime ? reason : Optional.empty();
  }

  /** Whether the time is used up. */
  boolean outOfTime() {
    return outOfTime;
  }

  /** Whether the time is used up now, but was not when this was asked before. */
  boolean runsOutOfTime(Duration spent) {
    if (outOfTime || sweep.budget().time().filter(most -> spent.compareTo(most) >= 0).isEmpty()) {
      return false;
    }
    outOfTime = true;
    because(
        "the time budget of %s is used up"
            .formatted(sweep.budget().time().map(Texts::of).orElse("?")));
    return true;
  }

  /** Whether the sweep has achieved what it should; it stays so once it is. */
  boolean achieved(History history) {
    if (reason.isEmpty() && !stages.repeats(history)) {
      Optional<String> reached = sweep.stop().reached(history);
      achieved = reached.isPresent();
      good = achieved && sweep.stop().isGood(history);
      reason = reached;
    }
    return achieved;
  }

  /** Whether a suggestion that was asked for earlier comes too late. */
  boolean refuses() {
    return outOfTime || achieved;
  }

  /** Whether not even another stage is wanted. */
  boolean forGood() {
    return outOfTime || good;
  }
}
