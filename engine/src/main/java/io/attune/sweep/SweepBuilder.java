package io.attune.sweep;

import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Describes a sweep step by step. Only space and objective must be given; the rest is Bayesian
 * search with median stopping off, one worker, one retry, no limits, and a random seed that the
 * sweep remembers.
 */
public final class SweepBuilder {
  private final String name;
  private String description = "";
  private Optional<SearchSpace> space = Optional.empty();
  private final List<Objective> objectives = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private SamplerSpec sampler = new SamplerSpec.Bayes();
  private SchedulerSpec scheduler = new SchedulerSpec.None();
  private String trainer = "code";
  private Optional<Command> command = Optional.empty();
  private Budget budget = Budget.UNLIMITED;
  private StopRule stop = StopRule.NEVER;
  private int parallel = 1;
  private int maxRetries = 1;
  private int keep = 1;
  private Guidance guidance = Guidance.NONE;
  private Conduct conduct = Conduct.PLAIN;
  private long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);

  SweepBuilder(String name) {
    this.name = name;
  }

  /** Begins with everything that a sweep says. */
  SweepBuilder(Sweep sweep) {
    this(sweep.name());
    description = sweep.description();
    space = Optional.of(sweep.space());
    criteria(sweep.criteria());
    sampler = sweep.sampler();
    scheduler = sweep.scheduler();
    trainer = sweep.trainer();
    command = sweep.command();
    budget = sweep.budget();
    stop = sweep.stop();
    parallel = sweep.parallel();
    maxRetries = sweep.maxRetries();
    keep = sweep.keep();
    seed = sweep.seed();
    guidance = sweep.guidance();
    conduct = sweep.conduct();
  }

  /** A sentence for people. */
  public SweepBuilder description(String description) {
    this.description = description;
    return this;
  }

  /** What may vary. */
  public SweepBuilder space(Parameter... parameters) {
    return space(new SearchSpace(List.of(parameters)));
  }

  /** What may vary. */
  public SweepBuilder space(SearchSpace space) {
    this.space = Optional.of(space);
    return this;
  }

  /** Smaller values of this metric are better. May be one of several objectives. */
  public SweepBuilder minimize(String metric) {
    return objective(Objective.minimize(metric));
  }

  /** Larger values of this metric are better. May be one of several objectives. */
  public SweepBuilder maximize(String metric) {
    return objective(Objective.maximize(metric));
  }

  /** One more thing to optimise; with several, the sweep looks for their trade-off. */
  public SweepBuilder objective(Objective objective) {
    objectives.add(objective);
    return this;
  }

  /** Trials in which this metric is larger do not count as good, however good they are. */
  public SweepBuilder atMost(String metric, double max) {
    return constraint(Constraint.atMost(metric, max));
  }

  /** Trials in which this metric is smaller do not count as good, however good they are. */
  public SweepBuilder atLeast(String metric, double min) {
    return constraint(Constraint.atLeast(metric, min));
  }

  /** One more limit that a metric must keep. */
  public SweepBuilder constraint(Constraint constraint) {
    constraints.add(constraint);
    return this;
  }

  /** All objectives and constraints at once, instead of those given before. */
  public SweepBuilder criteria(Criteria criteria) {
    objectives.clear();
    objectives.addAll(criteria.objectives());
    constraints.clear();
    constraints.addAll(criteria.constraints());
    return this;
  }

  /** How to choose what to try. */
  public SweepBuilder sampler(SamplerSpec sampler) {
    this.sampler = sampler;
    return this;
  }

  /** How to choose how long to train. */
  public SweepBuilder scheduler(SchedulerSpec scheduler) {
    this.scheduler = scheduler;
    return this;
  }

  /** Trains with a program, whatever {@link #trainer} says. */
  public SweepBuilder command(Command command) {
    this.command = Optional.of(command);
    return trainer(Command.TRAINER);
  }

  /** Name of the trainer. */
  public SweepBuilder trainer(String trainer) {
    this.trainer = trainer;
    return this;
  }

  /** Most trials to start. */
  public SweepBuilder trials(int trials) {
    return budget(new Budget(OptionalInt.of(trials), budget.time(), budget.trialTime()));
  }

  /** Most wall-clock time to spend. */
  public SweepBuilder time(Duration time) {
    return budget(new Budget(budget.trials(), Optional.of(time), budget.trialTime()));
  }

  /** Most wall-clock time one attempt of a trial may take. */
  public SweepBuilder trialTime(Duration time) {
    return budget(new Budget(budget.trials(), budget.time(), Optional.of(time)));
  }

  /** All limits at once. */
  public SweepBuilder budget(Budget budget) {
    this.budget = budget;
    return this;
  }

  /** The value of the objective that is good enough. */
  public SweepBuilder target(double value) {
    this.stop = stop.target(value);
    return this;
  }

  /** The improvement of the best value that a trial must be expected to bring. */
  public SweepBuilder minImprovement(double value) {
    this.stop = stop.minImprovement(value);
    return this;
  }

  /** Trials side by side. */
  public SweepBuilder parallel(int parallel) {
    this.parallel = parallel;
    return this;
  }

  /** Further attempts for a trial whose worker died. */
  public SweepBuilder maxRetries(int maxRetries) {
    this.maxRetries = maxRetries;
    return this;
  }

  /** How many of the best trials keep their files. */
  public SweepBuilder keep(int keep) {
    this.keep = keep;
    return this;
  }

  /** Seed of every random choice in the sweep. */
  public SweepBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Holds a parameter at a value, wherever it applies. */
  public SweepBuilder fixed(String parameter, Object value) {
    return guidance(guidance.fixed(parameter, value));
  }

  /** One more point to try first; parameters without a value are left to the sampler. */
  public SweepBuilder enqueue(Map<String, Object> point) {
    return guidance(guidance.enqueue(point));
  }

  /** The trials of an earlier sweep of the same store count as observations of this one. */
  public SweepBuilder priorRun(long sweep) {
    return guidance(guidance.priorRun(Guidance.Earlier.sweep(sweep)));
  }

  /** Begins with the best points of an earlier sweep of the same store, of a related task. */
  public SweepBuilder warmStart(long sweep) {
    return guidance(guidance.warmStart(sweep));
  }

  /** All guidance at once, instead of what was given before. */
  public SweepBuilder guidance(Guidance guidance) {
    this.guidance = guidance;
    return this;
  }

  /** One more part of the sweep, which follows those before. */
  public SweepBuilder stage(Stage stage) {
    return conduct(conduct.stage(stage));
  }

  /** Whether ranges grow, and how winners are tried again. */
  public SweepBuilder conduct(Conduct conduct) {
    this.conduct = conduct;
    return this;
  }

  /**
   * The sweep.
   *
   * @throws IllegalStateException if space or objective was not given
   * @throws IllegalArgumentException if two objectives, or two constraints, share a metric, or what
   *     is fixed or enqueued is outside the space, or the sampler cannot search by several
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
        command,
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
