package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.function.UnaryOperator;

/** The bend between two linear layers. */
public enum Activation implements Layer {
  /** Rectified linear (Nair and Hinton 2010). */
  RELU(Tensor::relu),
  /** Rectified linear with slope 0.01 below 0 (Maas et al. 2013). */
  LEAKY_RELU(input -> input.leakyRelu(0.01)),
  /** Exponential linear (Clevert et al. 2016, with α = 1). */
  ELU(Tensor::elu),
  /** Gaussian-error linear (Hendrycks and Gimpel 2016), by the error function. */
  GELU(Tensor::gelu),
  /** Hyperbolic tangent. */
  TANH(Tensor::tanh),
  /** Logistic. */
  SIGMOID(Tensor::sigmoid);

  private final UnaryOperator<Tensor> function;

  Activation(UnaryOperator<Tensor> function) {
    this.function = function;
  }

  @Override
  public Tensor forward(Tensor input) {
    return function.apply(input);
  }

  @Override
  public long flops(long[] input, long[] output) {
    return Flops.numbers(output);
  }
}
