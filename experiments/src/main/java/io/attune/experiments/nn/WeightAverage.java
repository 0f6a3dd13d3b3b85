package io.attune.experiments.nn;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.List;

/**
 * A mean of a network's variables over time, beside the variables themselves. Statistics of batches
 * are no part of it: those of the averaged weights have to be measured.
 */
public final class WeightAverage {
  private final List<Tensor> variables;
  private final List<Tensor> means;

  /** An average over nothing yet. */
  public WeightAverage(Backend backend, List<Variable> variables) {
    this.variables = variables.stream().map(Variable::value).toList();
    this.means = this.variables.stream().map(variable -> backend.zeros(variable.shape())).toList();
  }

  /**
   * Moves the mean towards the variables as they are; inside a scope.
   *
   * @param share of the way, 1 the first time
   */
  public void add(double share) {
    for (int i = 0; i < means.size(); i++) {
      means.get(i).scale(1 - share).add(variables.get(i), share);
    }
  }

  /** The means, in the order of the variables. */
  public List<Tensor> means() {
    return means;
  }
}
