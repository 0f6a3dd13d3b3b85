package io.attune.sweep;

import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.Domain;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.History;
import io.attune.trial.Objective;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that was asked of one sweep. A value: equal sweeps with one worker run equal trials.
 *
 * @param name for people; need not be unique
 * @param trainer name of a registered trainer, or any word for a trainer given in code
 * @param stop when enough is achieved
 * @param parallel trials that run side by side, at least 1
 * @param budget limits; with stages its number of trials is theirs together
 * @param maxRetries further attempts for a trial whose worker died, at least 0
 * @param keep how many of the best trials keep their files, at least 1
 * @param guidance what to hold, what to try first, what is known already
 * @param conduct whether ranges grow, in which stages it goes, and how winners are tried again
 */
public record Sweep(
    String name,
    String description,
    SearchSpace space,
    Criteria criteria,
    SamplerSpec sampler,
    SchedulerSpec scheduler,
    String trainer,
    Budget budget,
    StopRule stop,
    int parallel,
    int maxRetries,
    int keep,
    long seed,
    Guidance guidance,
    Conduct conduct) {

  /** Checks numbers and names. */
  public Sweep {
    for (Objective objective : criteria.objectives()) {
      checkNames(trainer, objective.metric());
    }
    sampler.check(criteria);
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel must be at least 1, but is " + parallel + ".");
    }
    if (maxRetries < 0) {
      throw new IllegalArgumentException(
          "max_retries must be at least 0, but is " + maxRetries + ".");
    }
    if (keep < 1) {
      throw new IllegalArgumentException("keep must be at least 1, but is " + keep + ".");
    }
    if (conduct.growth() == Conduct.Growth.AT_BORDERS
        && space.parameters().stream().allMatch(CategoricalParameter.class::isInstance)) {
      throw new IllegalArgumentException(
          "extend: no parameter has a range that could grow. Maybe leave it out.");
    }
    guidance = guidance.in(space);
    budget = Stages.budget(conduct, budget);
    Stages.check(space, guidance, conduct);
  }

  /** What is optimised; the first of several objectives. */
  public Objective objective() {
    return criteria.objective();
  }

  /** Where the sweep searches at first. */
  public Domain domain() {
    return Stages.domain(space, guidance, conduct);
  }

  /** Where the sweep searches after what has happened. */
  public Domain domain(History history) {
    return history.steering().domain().orElseGet(this::domain);
  }

  /** Most trials to start, after what has happened; empty for no limit. */
  public OptionalInt trials(History history) {
    OptionalInt changed = history.steering().trials();
    return changed.isPresent() ? changed : budget.trials();
  }

  /** Most trials for a sampler to plan with: those of the stage under way, else of the sweep. */
  public OptionalInt planned(History history) {
    return stage(history)
        .map(stage -> OptionalInt.of(stage.trials()))
        .orElseGet(() -> budget.trials());
  }

  /** The stage under way after what has happened; empty for a sweep without stages. */
  public Optional<Stage> stage(History history) {
    int begun = history.steering().phases().size();
    return conduct.stages().isEmpty()
        ? Optional.empty()
        : Optional.of(conduct.stages().get(Math.max(0, begun - 1)));
  }

  /**
   * Where a stage searches that begins in a domain. What stages hold fixed, each of them holds for
   * itself only, wherever its parameter still is.
   */
  public Domain entered(Stage stage, Domain domain) {
    return Stages.entered(this, stage, domain);
  }

  /**
   * Checks that the stages which have not begun could begin in a domain.
   *
   * @throws IllegalArgumentException if one holds a parameter at a value that is not there
   */
  public void checkStages(History history, Domain domain) {
    int begun = history.steering().phases().size();
    conduct.stages().stream().skip(begun).forEach(stage -> entered(stage, domain));
  }

  private static void checkNames(String trainer, String metric) {
    if (trainer.isBlank() || metric.isBlank()) {
      throw new IllegalArgumentException(
          "trainer and metric need names, but are \"%s\" and \"%s\".".formatted(trainer, metric));
    }
  }

  /** The same sweep with another seed. */
  public Sweep seeded(long seed) {
    return new Sweep(
        name,
        description,
        space,
        criteria,
        sampler,
        scheduler,
        trainer,
        budget,
        stop,
        parallel,
        maxRetries,
        keep,
        seed,
        guidance,
        conduct);
  }

  /** The same sweep in another space. */
  public Sweep over(SearchSpace space) {
    return new Sweep(
        name,
        description,
        space,
        criteria,
        sampler,
        scheduler,
        trainer,
        budget,
        stop,
        parallel,
        maxRetries,
        keep,
        seed,
        guidance,
        conduct);
  }

  /** Starts describing a sweep. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * Describes a sweep step by step. Only space and objective must be given; the rest is Bayesian
   * search with median stopping off, one worker, one retry, no limits, and a random seed that the
   * sweep remembers.
   */
  public static final class Builder {
    private final String name;
    private String description = "";
    private Optional<SearchSpace> space = Optional.empty();
    private final List<Objective> objectives = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private SamplerSpec sampler = new SamplerSpec.Bayes();
    private SchedulerSpec scheduler = new SchedulerSpec.None();
    private String trainer = "code";
    private Budget budget = Budget.UNLIMITED;
    private StopRule stop = StopRule.NEVER;
    private int parallel = 1;
    private int maxRetries = 1;
    private int keep = 1;
    private Guidance guidance = Guidance.NONE;
    private Conduct conduct = Conduct.PLAIN;
    private long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);

    private Builder(String name) {
      this.name = name;
    }

    /** A sentence for people. */
    public Builder description(String description) {
      this.description = description;
      return this;
    }

    /** What may vary. */
    public Builder space(Parameter... parameters) {
      return space(new SearchSpace(List.of(parameters)));
    }

    /** What may vary. */
    public Builder space(SearchSpace space) {
      this.space = Optional.of(space);
      return this;
    }

    /** Smaller values of this metric are better. May be one of several objectives. */
    public Builder minimize(String metric) {
      return objective(Objective.minimize(metric));
    }

    /** Larger values of this metric are better. May be one of several objectives. */
    public Builder maximize(String metric) {
      return objective(Objective.maximize(metric));
    }

    /** One more thing to optimise; with several, the sweep looks for their trade-off. */
    public Builder objective(Objective objective) {
      objectives.add(objective);
      return this;
    }

    /** Trials in which this metric is larger do not count as good, however good they are. */
    public Builder atMost(String metric, double max) {
      return constraint(Constraint.atMost(metric, max));
    }

    /** Trials in which this metric is smaller do not count as good, however good they are. */
    public Builder atLeast(String metric, double min) {
      return constraint(Constraint.atLeast(metric, min));
    }

    /** One more limit that a metric must keep. */
    public Builder constraint(Constraint constraint) {
      constraints.add(constraint);
      return this;
    }

    /** All objectives and constraints at once, instead of those given before. */
    public Builder criteria(Criteria criteria) {
      objectives.clear();
      objectives.addAll(criteria.objectives());
      constraints.clear();
      constraints.addAll(criteria.constraints());
      return this;
    }

    /** How to choose what to try. */
    public Builder sampler(SamplerSpec sampler) {
      this.sampler = sampler;
      return this;
    }

    /** How to choose how long to train. */
    public Builder scheduler(SchedulerSpec scheduler) {
      this.scheduler = scheduler;
      return this;
    }

    /** Name of the trainer. */
    public Builder trainer(String trainer) {
      this.trainer = trainer;
      return this;
    }

    /** Most trials to start. */
    public Builder trials(int trials) {
      return budget(new Budget(OptionalInt.of(trials), budget.time(), budget.trialTime()));
    }

    /** Most wall-clock time to spend. */
    public Builder time(Duration time) {
      return budget(new Budget(budget.trials(), Optional.of(time), budget.trialTime()));
    }

    /** Most wall-clock time one attempt of a trial may take. */
    public Builder trialTime(Duration time) {
      return budget(new Budget(budget.trials(), budget.time(), Optional.of(time)));
    }

    /** All limits at once. */
    public Builder budget(Budget budget) {
      this.budget = budget;
      return this;
    }

    /** The value of the objective that is good enough. */
    public Builder target(double value) {
      this.stop = stop.target(value);
      return this;
    }

    /** The improvement of the best value that a trial must be expected to bring. */
    public Builder minImprovement(double value) {
      this.stop = stop.minImprovement(value);
      return this;
    }

    /** Trials side by side. */
    public Builder parallel(int parallel) {
      this.parallel = parallel;
      return this;
    }

    /** Further attempts for a trial whose worker died. */
    public Builder maxRetries(int maxRetries) {
      this.maxRetries = maxRetries;
      return this;
    }

    /** How many of the best trials keep their files. */
    public Builder keep(int keep) {
      this.keep = keep;
      return this;
    }

    /** Seed of every random choice in the sweep. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Holds a parameter at a value, wherever it applies. */
    public Builder fixed(String parameter, Object value) {
      return guidance(guidance.fixed(parameter, value));
    }

    /** One more point to try first; parameters without a value are left to the sampler. */
    public Builder enqueue(Map<String, Object> point) {
      return guidance(guidance.enqueue(point));
    }

    /** The trials of an earlier sweep of the same store count as observations of this one. */
    public Builder priorRun(long sweep) {
      return guidance(guidance.priorRun(Guidance.Earlier.sweep(sweep)));
    }

    /** Begins with the best points of an earlier sweep of the same store, of a related task. */
    public Builder warmStart(long sweep) {
      return guidance(guidance.warmStart(sweep));
    }

    /** All guidance at once, instead of what was given before. */
    public Builder guidance(Guidance guidance) {
      this.guidance = guidance;
      return this;
    }

    /** One more part of the sweep, which follows those before. */
    public Builder stage(Stage stage) {
      return conduct(conduct.stage(stage));
    }

    /** Whether ranges grow, and how winners are tried again. */
    public Builder conduct(Conduct conduct) {
      this.conduct = conduct;
      return this;
    }

    /**
     * The sweep.
     *
     * @throws IllegalStateException if space or objective was not given
     * @throws IllegalArgumentException if two objectives, or two constraints, share a metric, or
     *     what is fixed or enqueued is outside the space, or the sampler cannot search by several
     */
    public Sweep build() {
      return new Sweep(
          name,
          description,
          space.orElseThrow(() -> missing("space(…)")),
          criteria(),
          sampler,
          scheduler,
          trainer,
          budget,
          stop,
          parallel,
          maxRetries,
          keep,
          seed,
          guidance,
          conduct);
    }

    private Criteria criteria() {
      if (objectives.isEmpty()) {
        throw missing("minimize(…) or maximize(…)");
      }
      return new Criteria(objectives, constraints);
    }

    private IllegalStateException missing(String call) {
      return new IllegalStateException("sweep " + name + " needs " + call + " before build().");
    }
  }
}
