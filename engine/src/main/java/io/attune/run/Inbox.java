package io.attune.run;

import io.attune.trial.Cause;
import io.attune.trial.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where executors tell what happens to the plans they were given. Safe to use from any thread;
 * never blocks. What is told of an attempt that is over is ignored, so a late or doubled message
 * does no harm.
 */
public interface Inbox {
  /** The plan runs now, in these surroundings. */
  void placed(TrialPlan plan, Map<String, String> environment);

  /**
   * The trainer reported.
   *
   * @return completes with whether to go on, once the report is on disk
   */
  CompletableFuture<Boolean> reported(TrialPlan plan, long step, Map<String, Double> metrics);

  /**
   * The program measured more than it reports. What the sweep is about is reported, so readings of
   * that are left out.
   *
   * @return completes with whether to go on, once these readings and all that was told before are
   *     on disk
   */
  CompletableFuture<Boolean> recorded(TrialPlan plan, List<Reading> readings);

  /** The trial printed a line. */
  void logged(TrialPlan plan, String line);

  /**
   * The trial recorded something beside metrics, whose content is kept.
   *
   * @return completes once that is on disk, or with an {@link IllegalArgumentException} if the
   *     trial has recorded too much
   */
  CompletableFuture<Void> attached(TrialPlan plan, Keepsake keepsake);

  /** The machine was measured while the trial ran; told now and then, and not waited for. */
  default void measured(TrialPlan plan, List<Reading> readings) {}

  /** The test split was measured. */
  void tested(TrialPlan plan, Map<String, Double> metrics);

  /** The plan is over: with a cause if it failed, without if the trainer returned. */
  void ended(TrialPlan plan, Optional<Cause> failure);

  /** No plan can be executed any more; the sweep has to end. */
  void broken(String message);
}
