package io.attune.experiments.nn;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies one update rule to all variables of a network and keeps what the rule remembers. L2
 * regularisation adds {@code decay · W} to the gradient of each weight, which is the gradient of
 * {@code ½ · decay · ‖W‖²}; biases are left alone.
 */
public final class Optimizer {
  private final List<Variable> variables;
  private final UpdateRule rule;
  private final double weightDecay;
  private final List<List<Tensor>> memories;
  private long updates;

  /**
   * An optimizer that remembers nothing yet.
   *
   * @param weightDecay at least 0
   */
  public Optimizer(Backend backend, List<Variable> variables, UpdateRule rule, double weightDecay) {
    this.variables = List.copyOf(variables);
    this.rule = rule;
    this.weightDecay = weightDecay;
    this.memories = variables.stream().map(variable -> memory(backend, variable)).toList();
  }

  /** Updates every variable by its gradient, which is 0 afterwards; inside a scope. */
  public void update(double rate) {
    updates++;
    for (int i = 0; i < variables.size(); i++) {
      update(variables.get(i), memories.get(i), rate);
    }
  }

  /** Updates made so far. */
  public long updates() {
    return updates;
  }

  /** What the rule remembers, in a fixed order. */
  public List<Tensor> memory() {
    return memories.stream().flatMap(List::stream).toList();
  }

  /** Goes on counting after this many updates; the memory must be that of the same moment. */
  public void resume(long updates) {
    this.updates = updates;
  }

  private void update(Variable variable, List<Tensor> memory, double rate) {
    Tensor gradient = variable.value().gradient();
    if (weightDecay != 0 && variable.kind() == Variable.Kind.WEIGHT) {
      gradient.add(variable.value(), weightDecay);
    }
    rule.apply(variable.value(), gradient, memory, rate, updates);
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
