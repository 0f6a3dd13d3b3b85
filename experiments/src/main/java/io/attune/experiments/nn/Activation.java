package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.function.UnaryOperator;

/** The bend between two linear layers. */
public enum Activation implements Layer {
  /** Rectified linear. */
  RELU(Tensor::relu),
  /** Exponential linear. */
  ELU(Tensor::elu),
  /** Gaussian-error linear. */
  GELU(Tensor::gelu),
  /** Hyperbolic tangent. */
  TANH(Tensor::tanh);

  private final UnaryOperator<Tensor> function;

  Activation(UnaryOperator<Tensor> function) {
    this.function = function;
  }

  @Override
  public Tensor forward(Tensor input) {
    return function.apply(input);
  }
}
