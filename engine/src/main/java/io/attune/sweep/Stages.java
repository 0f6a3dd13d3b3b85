package io.attune.sweep;

import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What stages mean for the other parts of a sweep. */
final class Stages {
  private Stages() {}

  /** Limits with the trials of all stages, which a number given beside them must agree with. */
  static Budget budget(Conduct conduct, Budget budget) {
    OptionalInt trials = conduct.stageTrials();
    if (trials.isEmpty() || trials.equals(budget.trials())) {
      return budget;
    }
    if (budget.trials().isPresent()) {
      throw new IllegalArgumentException(
          "the stages have %d trials together, but the budget says %d. Maybe remove that."
              .formatted(trials.getAsInt(), budget.trials().getAsInt()));
    }
    return new Budget(trials, budget.time(), budget.trialTime());
  }

  /** Where the first stage searches, which is where the sweep does. */
  static Domain domain(SearchSpace space, Guidance guidance, Conduct conduct) {
    return conduct.stages().isEmpty()
        ? new Domain(space, guidance.fixed())
        : domain(space, guidance, conduct.stages().get(0));
  }

  /** The space as a stage would search it if none had come before. */
  static Domain domain(SearchSpace space, Guidance guidance, Stage stage) {
    Map<String, Object> fixed = new LinkedHashMap<>(guidance.fixed());
    fixed.putAll(stage.fixed());
    return new Domain(space, fixed);
  }

  static Domain entered(Sweep sweep, Stage stage, Domain domain) {
    Map<String, Object> fixed = new LinkedHashMap<>(domain.fixed());
    for (Stage other : sweep.conduct().stages()) {
      fixed.keySet().removeAll(other.fixed().keySet());
    }
    sweep.guidance().fixed().forEach(fixed::putIfAbsent);
    fixed.putAll(stage.fixed());
    fixed.keySet().removeIf(name -> domain.space().parameter(name).isEmpty());
    return new Domain(domain.space(), fixed);
  }

  /** Checks what stages hold fixed, and that enqueued points lie where the first one searches. */
  static void check(SearchSpace space, Guidance guidance, Conduct conduct) {
    for (Stage stage : conduct.stages()) {
      domain(space, guidance, stage);
    }
    Domain first = domain(space, guidance, conduct);
    for (Assignment point : guidance.enqueue()) {
      first.part(point.values());
    }
  }
}
