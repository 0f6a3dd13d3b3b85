package io.attune.search;

/** Which scheduler to use and how it is set. A value: it can be stored, compared and sent. */
public sealed interface SchedulerSpec {
  /** The name in sweep files. */
  String type();

  /** A scheduler with these settings. */
  Scheduler create();

  /** Every trial trains to its end. */
  record None() implements SchedulerSpec {
    @Override
    public String type() {
      return "none";
    }

    @Override
    public Scheduler create() {
      return new FullScheduler();
    }
  }

  /**
   * Stops a trial whose best loss so far is worse than the median of completed trials at the same
   * step.
   *
   * @param minTrials completed trials needed before any is stopped, at least 1
   * @param warmupSteps steps in which no trial is stopped, at least 0
   */
  record Median(int minTrials, long warmupSteps) implements SchedulerSpec {
    /** Checks the settings. */
    public Median {
      if (minTrials < 1) {
        throw new IllegalArgumentException(
            "min_trials must be at least 1, but is " + minTrials + ". Maybe use 5.");
      }
      if (warmupSteps < 0) {
        throw new IllegalArgumentException(
            "warmup_steps must be at least 0, but is " + warmupSteps + ". Maybe use 3.");
      }
    }

    /** Five completed trials and three steps of warm-up. */
    public static Median standard() {
      return new Median(5, 3);
    }

    @Override
    public String type() {
      return "median";
    }

    @Override
    public Scheduler create() {
      return new MedianScheduler(this);
    }
  }
}
