package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;

/** The mean of each channel of each image. */
record ImageMean() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.averageOfImages();
  }

  @Override
  public long flops(long[] input, long[] output) {
    return Flops.numbers(input);
  }
}
