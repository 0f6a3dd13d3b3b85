package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;

/**
 * Small weighted sums that slide over an image; with an odd kernel the image keeps its size.
 *
 * @param weight filters × channels × kernel × kernel
 * @param bias one number per filter
 */
record Convolution(Variable weight, Variable bias) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    int padding = (int) (weight.value().shape()[2] / 2);
    return input.convolution(weight.value(), bias.value(), padding);
  }

  @Override
  public List<Variable> variables() {
    return List.of(weight, bias);
  }
}
