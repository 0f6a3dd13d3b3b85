package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Small weighted sums that slide over an image; with an odd kernel and stride 1 the image keeps its
 * size.
 *
 * @param weight filters × channels × kernel × kernel
 * @param bias one number per filter; none where a normalization follows, which would undo it
 */
record Convolution(Variable weight, Optional<Variable> bias, int stride) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    int padding = (int) (weight.value().shape()[2] / 2);
    return bias.isPresent()
        ? input.convolution(weight.value(), bias.get().value(), stride, padding)
        : input.convolution(weight.value(), stride, padding);
  }

  /** Every place of a kernel counts, at the edges too, where it may lie on zeros. */
  @Override
  public long flops(long[] input, long[] output) {
    long[] kernels = weight.value().shape();
    long seen = kernels[1] * kernels[2] * kernels[3];
    return (Flops.MULTIPLY_ADD * seen + (bias.isPresent() ? 1 : 0)) * Flops.numbers(output);
  }

  @Override
  public List<Variable> variables() {
    return Stream.concat(Stream.of(weight), bias.stream()).toList();
  }
}
