package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every output is a weighted sum of every input.
 *
 * @param weight outputs × inputs
 * @param bias one number per output; none where a normalization follows, which would undo it
 */
record Dense(Variable weight, Optional<Variable> bias) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return bias.isPresent()
        ? input.linear(weight.value(), bias.get().value())
        : input.linear(weight.value());
  }

  @Override
  public long flops(long[] input, long[] output) {
    long perOutput = Flops.MULTIPLY_ADD * weight.value().shape()[1] + (bias.isPresent() ? 1 : 0);
    return perOutput * Flops.numbers(output);
  }

  @Override
  public List<Variable> variables() {
    return Stream.concat(Stream.of(weight), bias.stream()).toList();
  }
}
