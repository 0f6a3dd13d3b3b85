package io.attune.sweep;

import io.attune.search.RungSpec;
import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.search.qmc.Sequence;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.Domain;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Milestone;
import io.attune.trial.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Sweeps of every kind that Java code can build, odd ones included. */
final class RandomSweeps {
  private static final List<Object> ODD =
      List.of(
          "",
          " ",
          "null",
          "true",
          "1e-4",
          "~",
          "<<",
          "a\"b\\c\n\t\u0001",
          "größe 数 🎲",
          0L,
          -0.0,
          0.0,
          1L,
          1.0,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          true,
          false,
          List.of(),
          Map.of());

  private final RandomGenerator random;

  RandomSweeps(RandomGenerator random) {
    this.random = random;
  }

  Sweep next() {
    List<Parameter> parameters = new ArrayList<>();
    int count = random.nextInt(7);
    for (int i = 0; i < count; i++) {
      parameters.add(
          conditional(parameter("p" + i + (random.nextBoolean() ? ".x-y_z" : "")), parameters));
    }
    SweepBuilder sweep =
        Sweep.named(word())
            .description(word())
            .space(parameters.toArray(Parameter[]::new))
            .sampler(sampler())
            .scheduler(scheduler())
            .trainer("t" + word())
            .parallel(1 + random.nextInt(100))
            .maxRetries(random.nextInt(10))
            .seed(random.nextLong());
    limit(sweep);
    judge(sweep);
    SearchSpace space = new SearchSpace(parameters);
    Conduct conduct = conduct(space);
    if (random.nextInt(3) == 0) {
      sweep.budget(Budget.UNLIMITED);
      conduct = stages(conduct, space);
    }
    return sweep.guidance(guidance(space)).conduct(conduct).build();
  }

  private Conduct conduct(SearchSpace space) {
    boolean numbers = !space.parameters().stream().allMatch(CategoricalParameter.class::isInstance);
    return new Conduct(
        numbers && random.nextBoolean() ? Conduct.Growth.AT_BORDERS : Conduct.Growth.NONE,
        random.nextBoolean() ? 0 : 2 + random.nextInt(9),
        1 + random.nextInt(3),
        List.of());
  }

  /** What the first stage holds could contradict enqueued points, so it holds nothing. */
  private Conduct stages(Conduct conduct, SearchSpace space) {
    Conduct more = conduct.stage(Stage.search("first", 3 + random.nextInt(9)));
    double[] unit = random.doubles(space.dimensions()).toArray();
    Stage second = Stage.search(word() + "2", 3 + random.nextInt(9)).keep(1 + random.nextInt(3));
    for (Map.Entry<String, Object> value : space.decode(unit).values().entrySet()) {
      second = random.nextBoolean() ? second.fixed(value.getKey(), value.getValue()) : second;
    }
    more = more.stage(second);
    return random.nextBoolean()
        ? more
        : more.repeats(0).stage(Stage.repeat(word() + "3", 1 + random.nextInt(3), 2));
  }

  private Guidance guidance(SearchSpace space) {
    Guidance guidance = Guidance.NONE;
    double[] unit = random.doubles(space.dimensions()).toArray();
    for (Map.Entry<String, Object> value : space.decode(unit).values().entrySet()) {
      guidance =
          random.nextInt(5) == 0 ? guidance.fixed(value.getKey(), value.getValue()) : guidance;
    }
    Assignment point = new Domain(space, guidance.fixed()).fitting(space.decode(unit).values());
    for (int i = random.nextInt(6); i < 2 && !point.values().isEmpty(); i++) {
      guidance = guidance.enqueue(point.values());
    }
    for (int i = random.nextInt(6); i < 2; i++) {
      guidance =
          guidance.priorRun(
              random.nextBoolean()
                  ? Guidance.Earlier.sweep(1 + random.nextInt(100))
                  : Guidance.Earlier.trial(1 + random.nextInt(100), 1 + random.nextInt(100)));
    }
    return random.nextInt(4) == 0 ? guidance.warmStart(1 + random.nextInt(100)) : guidance;
  }

  private void judge(SweepBuilder sweep) {
    int objectives = random.nextInt(3) == 0 ? 1 + random.nextInt(Criteria.MOST_OBJECTIVES) : 1;
    if (objectives == 1 && random.nextInt(4) == 0) {
      sweep.sampler(
          random.nextBoolean()
              ? SamplerSpec.Cma.standard()
              : new SamplerSpec.Cma(
                  1 - random.nextDouble(), OptionalInt.of(4 + random.nextInt(99))));
    }
    for (int i = 0; i < objectives; i++) {
      Objective.Goal goal =
          random.nextBoolean() ? Objective.Goal.MINIMIZE : Objective.Goal.MAXIMIZE;
      Objective objective = new Objective("m" + i + word(), goal);
      sweep.objective(random.nextInt(3) == 0 ? objective.reference(real()) : objective);
    }
    for (int i = random.nextInt(8); i < 3; i++) {
      double low = real();
      sweep.constraint(
          random.nextBoolean()
              ? Constraint.atLeast("c" + i + word(), low)
              : new Constraint(
                  "c" + i + word(), OptionalDouble.of(low), OptionalDouble.of(Math.abs(low))));
    }
  }

  private SamplerSpec sampler() {
    List<SamplerSpec> samplers =
        List.of(
            new SamplerSpec.Random(),
            new SamplerSpec.Bayes(),
            new SamplerSpec.Tpe(2 + random.nextInt(99), 1 + random.nextInt(99)),
            new SamplerSpec.Bohb(1 + random.nextInt(99)),
            SamplerSpec.Nsga2.standard(),
            new SamplerSpec.Nsga2(OptionalInt.of(2 + random.nextInt(99))),
            new SamplerSpec.Qmc(random.nextBoolean() ? Sequence.SOBOL : Sequence.HALTON));
    return samplers.get(random.nextInt(samplers.size()));
  }

  private void limit(SweepBuilder sweep) {
    if (random.nextBoolean()) {
      sweep.target(random.nextGaussian());
    }
    if (random.nextBoolean()) {
      sweep.minImprovement(real01());
    }
    if (random.nextBoolean()) {
      sweep.trials(1 + random.nextInt(Integer.MAX_VALUE));
    }
    if (random.nextBoolean()) {
      sweep.time(Duration.ofNanos(random.nextLong(1, Long.MAX_VALUE)));
    }
    if (random.nextBoolean()) {
      sweep.trialTime(
          Duration.ofSeconds(random.nextLong(1, Long.MAX_VALUE), random.nextInt(1_000_000_000)));
    }
  }

  private SchedulerSpec scheduler() {
    return random.nextInt(4) == 0
        ? new SchedulerSpec.FirstOf(List.of(oneScheduler(), oneScheduler()))
        : oneScheduler();
  }

  private SchedulerSpec oneScheduler() {
    int few = 1 + random.nextInt(9);
    double eta = 2 + random.nextInt(3) + (random.nextBoolean() ? 0 : random.nextDouble());
    switch (random.nextInt(11)) {
      case 0:
        return new SchedulerSpec.None();
      case 1:
        return new SchedulerSpec.Median(few, random.nextLong(Long.MAX_VALUE));
      case 2:
        return new SchedulerSpec.Percentile(few * 9.5, few, few);
      case 3:
        return new SchedulerSpec.Threshold(
            random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(-real01()),
            OptionalDouble.of(real01()),
            few);
      case 4:
        return new SchedulerSpec.Patient(
            few, real01(), random.nextBoolean() ? Optional.of(scheduler()) : Optional.empty());
      case 5:
        return new SchedulerSpec.Wilcoxon(
            0.5 * real01() + 0.1,
            1 + few,
            random.nextBoolean() ? Optional.of("m" + word()) : Optional.empty());
      case 6:
        return new RungSpec.Asha(
            random.nextBoolean() ? RungSpec.Mode.STOPPING : RungSpec.Mode.PROMOTION,
            few,
            eta,
            random.nextBoolean() ? OptionalLong.of(few + 1) : OptionalLong.empty());
      case 7:
        return new RungSpec.SuccessiveHalving(5 + few, few, eta);
      case 8:
        return new RungSpec.Hyperband(few, few * 100L, eta);
      case 9:
        return new SchedulerSpec.FreezeThaw(
            random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(few),
            random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(10 + few));
      default:
        return new RungSpec.Bands(
            4 + few,
            random.nextBoolean() ? OptionalInt.of(few) : OptionalInt.empty(),
            eta,
            random.nextBoolean() ? Milestone.Measure.LAST : Milestone.Measure.BEST);
    }
  }

  private double real01() {
    return random.nextDouble() + 1e-9;
  }

  private Parameter conditional(Parameter child, List<Parameter> parents) {
    Map<String, List<Object>> conditions = new LinkedHashMap<>();
    for (Parameter parent : parents) {
      if (random.nextInt(4) == 0) {
        conditions.put(parent.name(), List.of(parent.decode(random.nextDouble())));
      }
    }
    return child.when(new Condition(conditions));
  }

  private Parameter parameter(String name) {
    switch (random.nextInt(4)) {
      case 0:
        return choices(name);
      case 1:
        return FloatParameter.of(name, distribution());
      case 2:
        return new FloatParameter(
            name, distribution(), 0.01 + random.nextDouble() / 10, Condition.ALWAYS);
      default:
        return new IntParameter(name, whole(), 1 + random.nextInt(2), Condition.ALWAYS);
    }
  }

  private Parameter choices(String name) {
    List<Object> values = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    while (values.size() < count) {
      Object value = value(3);
      if (!values.contains(value)) {
        values.add(value);
      }
    }
    List<Double> weights =
        random.nextBoolean() ? List.of() : values.stream().map(v -> 1.0 / count).toList();
    return new CategoricalParameter(name, values, weights, Condition.ALWAYS);
  }

  private Object value(int levels) {
    switch (random.nextInt(levels == 0 ? 3 : 5)) {
      case 0:
        return random.nextLong() >> random.nextInt(60);
      case 1:
        return real();
      case 2:
        return ODD.get(random.nextInt(ODD.size()));
      case 3:
        return List.of(value(levels - 1), value(levels - 1));
      default:
        return Map.of(word(), value(levels - 1), "second key " + word(), value(levels - 1));
    }
  }

  private double real() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextGaussian();
  }

  private String word() {
    return String.valueOf(ODD.get(random.nextInt(9)));
  }

  private Distribution whole() {
    long min = random.nextInt(1, 100);
    long max = min + 2 + random.nextInt(1000);
    return random.nextBoolean() ? new Distribution.Uniform(min, max) : distribution();
  }

  private Distribution distribution() {
    double low = random.nextDouble() * 5;
    double high = low + 2 + random.nextDouble() * 100;
    switch (random.nextInt(6)) {
      case 0:
        return new Distribution.Uniform(random.nextBoolean() ? -low : low, high);
      case 1:
        return new Distribution.LogUniform(low + 1e-9, high);
      case 2:
        return new Distribution.InverseLogUniform(low + 1e-9, high);
      case 3:
        return new Distribution.Normal(random.nextGaussian() * 1e9, high);
      case 4:
        return new Distribution.LogNormal(random.nextGaussian(), high);
      default:
        return new Distribution.Beta(low + 1e-9, high);
    }
  }
}
