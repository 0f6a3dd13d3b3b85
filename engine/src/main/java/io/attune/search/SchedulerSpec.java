package io.attune.search;

import io.attune.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Which scheduler to use and how it is set. A value: it can be stored, compared and sent. */
public sealed interface SchedulerSpec
    permits SchedulerSpec.None,
        SchedulerSpec.Median,
        SchedulerSpec.Percentile,
        SchedulerSpec.Threshold,
        SchedulerSpec.Patient,
        SchedulerSpec.Wilcoxon,
        SchedulerSpec.FreezeThaw,
        SchedulerSpec.FirstOf,
        RungSpec {
  /** The name in sweep files. */
  String type();

  /** A scheduler with these settings for the trials of a space. */
  Scheduler create(SearchSpace space);

  /** Every trial trains to its end. */
  record None() implements SchedulerSpec {
    @Override
    public String type() {
      return "none";
    }

    @Override
    public Scheduler create(SearchSpace space) {
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
      Settings.atLeast("min_trials", minTrials, 1, 5);
      Settings.atLeast("warmup_steps", warmupSteps, 0, 3);
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
    public Scheduler create(SearchSpace space) {
      return new PercentileScheduler("median", 50, minTrials, warmupSteps);
    }
  }

  /**
   * Stops a trial whose best loss so far is not among the best so many per cent of completed trials
   * at the same step.
   *
   * @param percentile per cent that are kept, above 0 and below 100
   * @param minTrials completed trials needed before any is stopped, at least 1
   * @param warmupSteps steps in which no trial is stopped, at least 0
   */
  record Percentile(double percentile, int minTrials, long warmupSteps) implements SchedulerSpec {
    /** Checks the settings. */
    public Percentile {
      Settings.between("percentile", percentile, 0, 100, 25);
      Settings.atLeast("min_trials", minTrials, 1, 5);
      Settings.atLeast("warmup_steps", warmupSteps, 0, 3);
    }

    @Override
    public String type() {
      return "percentile";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      return new PercentileScheduler(
          "best " + Settings.plain(percentile) + " %,", percentile, minTrials, warmupSteps);
    }
  }

  /**
   * Stops a trial whose objective leaves a range.
   *
   * @param lower least value, whichever way is better
   * @param upper greatest value
   * @param warmupSteps steps in which no trial is stopped, at least 0
   */
  record Threshold(OptionalDouble lower, OptionalDouble upper, long warmupSteps)
      implements SchedulerSpec {
    /** Checks the settings. */
    public Threshold {
      if (lower.isEmpty() && upper.isEmpty()) {
        throw new IllegalArgumentException(
            "threshold needs lower or upper, but has neither. Maybe upper: 10.");
      }
      // Not >= the other way round: NaN is refused too.
      if (!(lower.orElse(Double.NEGATIVE_INFINITY) < upper.orElse(Double.POSITIVE_INFINITY))) {
        throw new IllegalArgumentException(
            "lower must be below upper, but they are %s and %s. Maybe swap them."
                .formatted(
                    Settings.plain(lower.orElse(Double.NaN)),
                    Settings.plain(upper.orElse(Double.NaN))));
      }
      Settings.atLeast("warmup_steps", warmupSteps, 0, 0);
    }

    @Override
    public String type() {
      return "threshold";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      return new ThresholdScheduler(this);
    }
  }

  /**
   * Stops a trial that does not get better any more, or lets another scheduler judge only such
   * trials.
   *
   * @param patience reports without a better loss that are borne, at least 1
   * @param minDelta by how much a loss must be better to count, at least 0
   */
  record Patient(int patience, double minDelta, Optional<SchedulerSpec> wraps)
      implements SchedulerSpec {
    /** Checks the settings. */
    public Patient {
      Settings.atLeast("patience", patience, 1, 5);
      if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
        throw new IllegalArgumentException(
            "min_delta must be at least 0, but is %s. Maybe use 0.001."
                .formatted(Settings.plain(minDelta)));
      }
    }

    @Override
    public String type() {
      return "patient";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      return new PatientScheduler(patience, minDelta, wraps.map(spec -> spec.create(space)));
    }
  }

  /**
   * Stops a trial that a signed-rank test finds worse than the best completed one. Its steps are
   * folds or problem instances.
   *
   * @param pThreshold error that is borne in one test, above 0 and below 1
   * @param startupSteps shared steps before a trial is judged, at least 2
   * @param metric with one value a step; empty for the objective itself
   */
  record Wilcoxon(double pThreshold, int startupSteps, Optional<String> metric)
      implements SchedulerSpec {
    /** Checks the settings. */
    public Wilcoxon {
      Settings.between("p_threshold", pThreshold, 0, 1, 0.1);
      Settings.atLeast("startup_steps", startupSteps, 2, 2);
    }

    @Override
    public String type() {
      return "wilcoxon";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      return new WilcoxonScheduler(this);
    }
  }

  /**
   * Trains whatever promises most per step: forecasts where learning curves end, pauses trials that
   * promise less than others, and goes back to them when that changes.
   *
   * @param minSteps where a trial is judged first, at least 1; empty for a sixteenth of a training
   * @param maxSteps steps of a whole training, more than {@code minSteps}; empty to learn it from
   *     the first trials, which then train to their ends
   */
  record FreezeThaw(OptionalLong minSteps, OptionalLong maxSteps) implements SchedulerSpec {
    /** Checks the settings. */
    public FreezeThaw {
      minSteps.ifPresent(min -> Settings.atLeast("min_steps", min, 1, 1));
      long least = minSteps.orElse(1) + 1;
      maxSteps.ifPresent(max -> Settings.atLeast("max_steps", max, least, 16 * (least - 1)));
    }

    /** Learns everything from the trials. */
    public static FreezeThaw standard() {
      return new FreezeThaw(OptionalLong.empty(), OptionalLong.empty());
    }

    @Override
    public String type() {
      return "freeze_thaw";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      return new FreezeThawScheduler(this, space);
    }
  }

  /**
   * Several schedulers in order: the first that stops or pauses a trial, or knows a move, decides.
   */
  record FirstOf(List<SchedulerSpec> schedulers) implements SchedulerSpec {
    /** Copies the list. */
    public FirstOf {
      schedulers = List.copyOf(schedulers);
      if (schedulers.size() < 2) {
        throw new IllegalArgumentException(
            "a list of schedulers needs at least 2, but has %d. Maybe leave the list out."
                .formatted(schedulers.size()));
      }
    }

    @Override
    public String type() {
      return "first_of";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      return new FirstVerdictScheduler(
          schedulers.stream().map(spec -> spec.create(space)).toList());
    }
  }
}
