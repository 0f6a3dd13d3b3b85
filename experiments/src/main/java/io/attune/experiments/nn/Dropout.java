package io.attune.experiments.nn;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Leaves out units at random while training and makes up for it by enlarging the others, so that
 * evaluation needs no change (Srivastava et al. 2014, section 10, in its inverted form).
 */
final class Dropout implements Layer {
  private final Backend backend;
  private final double rate;
  private HostBuffer mask = HostBuffer.of(0);

  /** Leaves out each unit with probability {@code rate}, at least 0 and below 1. */
  Dropout(Backend backend, double rate) {
    this.backend = backend;
    this.rate = rate;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input;
  }

  @Override
  public Tensor train(Tensor input, RandomGenerator random) {
    return rate == 0 ? input : input.times(mask(random, input.shape()));
  }

  private Tensor mask(RandomGenerator random, long[] shape) {
    int size = 1;
    for (long length : shape) {
      size = Math.multiplyExact(size, Math.toIntExact(length));
    }
    if (mask.capacity() < size) {
      mask = HostBuffer.of(size);
    }
    mask.put(0, draw(random, size));
    return backend.view(mask, shape);
  }

  private float[] draw(RandomGenerator random, int size) {
    float kept = (float) (1 / (1 - rate));
    float[] factors = new float[size];
    for (int i = 0; i < size; i++) {
      factors[i] = random.nextDouble() < rate ? 0 : kept;
    }
    return factors;
  }
}
