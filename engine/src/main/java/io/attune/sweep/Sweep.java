package io.attune.sweep;

import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import io.attune.trial.Criteria;
import io.attune.trial.History;
import io.attune.trial.Objective;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that was asked of one sweep. A value: equal sweeps with one worker run equal trials.
 *
 * @param name for people; need not be unique
 * @param trainer name of a registered trainer, or any word for a trainer given in code
 * @param command the program that trains, where the trainer is {@link Command#TRAINER}
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
    Optional<Command> command,
    Budget budget,
    StopRule stop,
    int parallel,
    int maxRetries,
    int keep,
    long seed,
    Guidance guidance,
    Conduct conduct) {
  /** What the trainer of a sweep is called whose trials somebody else runs. */
  public static final String RECORDED = "recorded";

  /**
   * What the trainer of a sweep is called whose trials programs ask for, see {@code AskedSweep}.
   */
  public static final String ASKED = "asked";

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
    return recorded()
        ? new Domain(space(history), Map.of())
        : history.steering().domain().orElseGet(this::domain);
  }

  /** Everything that may vary; in a recorded sweep, what is known of it and what has varied. */
  public SearchSpace space(History history) {
    return recorded() ? RecordedSpace.of(space, history.trials()) : space;
  }

  /** Whether its trials are run by somebody else, who only tells of them. */
  public boolean recorded() {
    return trainer.equals(RECORDED);
  }

  /** Whether programs ask for its trials and tell of them. */
  public boolean asked() {
    return trainer.equals(ASKED) && command.isEmpty();
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
    return toBuilder().seed(seed).build();
  }

  /** The same sweep in another space. */
  public Sweep over(SearchSpace space) {
    return toBuilder().space(space).build();
  }

  /** Starts describing a sweep that differs from this one in what is said. */
  public SweepBuilder toBuilder() {
    return new SweepBuilder(this);
  }

  /**
   * A sweep for trials that somebody else runs. Its space and what it optimises show in what they
   * tell, see {@link #space(History)} and {@link io.attune.trial.SweepEvent.Aimed}.
   */
  public static Sweep recording(String name) {
    return new SweepBuilder(name)
        .space()
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .trainer(RECORDED)
        .build();
  }

  /** Starts describing a sweep. */
  public static SweepBuilder named(String name) {
    return new SweepBuilder(name);
  }
}
