package io.attune.experiments.nn;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies one update rule to all variables of a network and keeps what the rule remembers. An
 * update clips the gradients, adds those of the penalties, decays the weights, applies the rule and
 * limits the norms, in this order.
 */
public final class Optimizer {
  private final List<Variable> variables;
  private final UpdateRule rule;
  private final Restraint restraint;
  private final Clip clip;
  private final List<List<Tensor>> memories;
  private long updates;

  /** An optimizer that remembers nothing yet. */
  public Optimizer(
      Backend backend, List<Variable> variables, UpdateRule rule, Restraint restraint, Clip clip) {
    this.variables = List.copyOf(variables);
    this.rule = rule;
    this.restraint = restraint;
    this.clip = clip;
    this.memories = variables.stream().map(variable -> memory(backend, variable)).toList();
  }

  /**
   * Updates every variable by its gradient, which is 0 afterwards; inside a scope.
   *
   * @param progress share of the run that is over, see {@link Step}
   */
  public void update(double rate, double progress) {
    updates++;
    List<Tensor> gradients =
        clip.apply(variables.stream().map(variable -> variable.value().gradient()).toList());
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Step step = new Step(rate * variable.pace(), progress, updates);
      update(variable, gradients.get(i), memories.get(i), step);
    }
  }

  /** Updates made so far. */
  public long updates() {
    return updates;
  }

  /** What the penalties add to the loss now; 0 without any. Inside a scope. */
  public double penalty() {
    return variables.stream()
        .filter(Variable::isWeight)
        .mapToDouble(variable -> restraint.penalty(variable.value()))
        .sum();
  }

  /** What the rule remembers, in a fixed order. */
  public List<Tensor> memory() {
    return memories.stream().flatMap(List::stream).toList();
  }

  /** Goes on counting after this many updates; the memory must be that of the same moment. */
  public void resume(long updates) {
    this.updates = updates;
  }

  private void update(Variable variable, Tensor gradient, List<Tensor> memory, Step step) {
    if (variable.isWeight()) {
      restraint.addTo(gradient, variable.value());
      restraint.decay(variable.value(), step.rate());
    }
    rule.apply(variable.value(), gradient, memory, step);
    if (variable.isWeight()) {
      restraint.limit(variable.value());
    }
    variable.value().clearGradient();
  }

  private List<Tensor> memory(Backend backend, Variable variable) {
    List<Tensor> memory = new ArrayList<>();
    for (int i = 0; i < rule.memorySize(); i++) {
      memory.add(backend.zeros(variable.value().shape()));
    }
    return memory;
  }
}
