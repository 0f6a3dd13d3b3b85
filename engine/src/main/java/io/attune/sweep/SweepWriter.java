package io.attune.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.attune.space.Assignment;
import io.attune.space.Condition;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes sweeps in the notation that {@link SweepReader} reads. */
final class SweepWriter {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .addModule(ValueJson.module())
          .build();

  private SweepWriter() {}

  static String write(Sweep sweep) {
    return text(tree(sweep));
  }

  static String write(SearchSpace space) {
    return text(parameters(space));
  }

  private static String text(Map<String, Object> tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sweep is made of texts and numbers", e);
    }
  }

  private static Map<String, Object> tree(Sweep sweep) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", sweep.name());
    tree.put("description", sweep.description());
    sweep
        .command()
        .ifPresentOrElse(
            command -> tree.putAll(CommandKeys.write(command)),
            () -> tree.put("trainer", sweep.trainer()));
    tree.put("metric", metric(sweep));
    if (!sweep.criteria().constraints().isEmpty()) {
      tree.put("constraints", constraints(sweep.criteria().constraints()));
    }
    tree.putAll(SamplerKeys.write(sweep.sampler()));
    tree.put("seed", sweep.seed());
    tree.put("budget", budget(sweep.budget()));
    if (!sweep.stop().equals(StopRule.NEVER)) {
      tree.put("stop", stop(sweep.stop()));
    }
    tree.put("parallel", sweep.parallel());
    tree.put("max_retries", sweep.maxRetries());
    if (sweep.keep() != 1) {
      tree.put("keep", sweep.keep());
    }
    tree.put("early_terminate", SchedulerWriter.write(sweep.scheduler()));
    guide(tree, sweep.guidance());
    conduct(tree, sweep.conduct());
    tree.put("parameters", grouped(sweep));
    return tree;
  }

  private static Map<String, Object> grouped(Sweep sweep) {
    return ParameterGroups.nested(
        parameters(sweep.space()),
        sweep.command().map(Command::groups).orElse(List.of()),
        members -> Map.of("parameters", members));
  }

  private static Map<String, Object> parameters(SearchSpace space) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    space.parameters().forEach(p -> parameters.put(p.name(), parameter(p)));
    return parameters;
  }

  private static void guide(Map<String, Object> tree, Guidance guidance) {
    if (!guidance.fixed().isEmpty()) {
      tree.put("fixed", guidance.fixed());
    }
    if (!guidance.enqueue().isEmpty()) {
      tree.put("enqueue", guidance.enqueue().stream().map(Assignment::values).toList());
    }
    if (!guidance.priorRuns().isEmpty()) {
      tree.put("prior_runs", guidance.priorRuns().stream().map(SweepWriter::earlier).toList());
    }
    guidance.warmStart().ifPresent(sweep -> tree.put("warm_start", sweep));
  }

  private static void conduct(Map<String, Object> tree, Conduct conduct) {
    if (conduct.growth() == Conduct.Growth.AT_BORDERS) {
      tree.put("extend", true);
    }
    if (conduct.repeats() > 0) {
      tree.put("repeats", conduct.repeats());
    }
    if (conduct.trialsPerSeed() > 1) {
      tree.put("trials_per_seed", conduct.trialsPerSeed());
    }
    if (!conduct.stages().isEmpty()) {
      tree.put("stages", conduct.stages().stream().map(SweepWriter::stage).toList());
    }
  }

  private static Map<String, Object> stage(Stage stage) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", stage.name());
    if (stage.repeats() > 0) {
      keys.put("repeats", stage.repeats());
    } else {
      keys.put("trials", stage.trials());
    }
    if (stage.keep() > 0) {
      keys.put("keep", stage.keep());
    }
    if (!stage.fixed().isEmpty()) {
      keys.put("fixed", stage.fixed());
    }
    return keys;
  }

  private static Object earlier(Guidance.Earlier run) {
    return run.trial().isPresent() ? run.toString() : (Object) run.sweep();
  }

  private static Object metric(Sweep sweep) {
    List<Map<String, Object>> metrics =
        sweep.criteria().objectives().stream().map(SweepWriter::metric).toList();
    metrics.get(0).putAll(ImputationKeys.write(sweep.sampler()));
    return metrics.size() == 1 ? metrics.get(0) : metrics;
  }

  private static Map<String, Object> metric(Objective objective) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("name", objective.metric());
    metric.put("goal", objective.goal().name().toLowerCase(Locale.ROOT));
    objective.reference().ifPresent(value -> metric.put("reference", value));
    return metric;
  }

  private static List<Map<String, Object>> constraints(List<Constraint> constraints) {
    return constraints.stream().map(SweepWriter::constraint).toList();
  }

  private static Map<String, Object> constraint(Constraint constraint) {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("metric", constraint.metric());
    constraint.min().ifPresent(min -> limits.put("min", min));
    constraint.max().ifPresent(max -> limits.put("max", max));
    return limits;
  }

  private static Map<String, Object> budget(Budget budget) {
    Map<String, Object> limits = new LinkedHashMap<>();
    budget.trials().ifPresent(trials -> limits.put("trials", trials));
    budget.time().ifPresent(time -> limits.put("time", Durations.write(time)));
    budget.trialTime().ifPresent(time -> limits.put("trial_time", Durations.write(time)));
    return limits;
  }

  private static Map<String, Object> stop(StopRule rule) {
    Map<String, Object> keys = new LinkedHashMap<>();
    rule.target().ifPresent(target -> keys.put("target", target));
    rule.minImprovement().ifPresent(least -> keys.put("min_improvement", least));
    return keys;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> keys = ParameterWriter.keys(parameter);
    if (!parameter.condition().equals(Condition.ALWAYS)) {
      keys.put("when", parameter.condition().parents());
    }
    return keys;
  }
}
