package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;

/**
 * Every output is a weighted sum of every input.
 *
 * @param weight outputs × inputs
 * @param bias one number per output
 */
record Dense(Variable weight, Variable bias) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.linear(weight.value(), bias.value());
  }

  @Override
  public List<Variable> variables() {
    return List.of(weight, bias);
  }
}
