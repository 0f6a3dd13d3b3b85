package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;

/** How a window of an image becomes one number. */
public enum Pooling {
  /** The largest. */
  MAX {
    @Override
    Tensor pool(Tensor input, int size) {
      return input.largestOfWindows(size);
    }
  },
  /** The mean. */
  AVERAGE {
    @Override
    Tensor pool(Tensor input, int size) {
      return input.averageOfWindows(size);
    }
  };

  /** One number for each square window. */
  abstract Tensor pool(Tensor input, int size);

  /** Replaces each square window by one number. */
  Layer windows(int size) {
    return new Windows(this, size);
  }

  /** A layer that does so. */
  record Windows(Pooling pooling, int size) implements Layer {
    @Override
    public Tensor forward(Tensor input) {
      return pooling.pool(input, size);
    }

    @Override
    public long flops(long[] input, long[] output) {
      return Flops.numbers(output) * size * size;
    }
  }
}
