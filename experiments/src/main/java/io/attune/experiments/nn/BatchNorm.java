package io.attune.experiments.nn;

import io.attune.experiments.tensor.Normalization;
import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brings each channel to a mean and a deviation of its own (Ioffe and Szegedy 2015): by the batch
 * while training, by running statistics when evaluating. A batch with one number per channel has no
 * deviation; it is trained on with the running statistics, which it does not change.
 */
final class BatchNorm implements Layer {
  private static final double EPSILON = 1e-5;

  private final Variable scale;
  private final Variable shift;
  private final Tensor mean;
  private final Tensor variance;
  private final Normalization running;

  /**
   * One number per channel in each tensor.
   *
   * @param share what a batch weighs in the running statistics, above 0 and up to 1
   */
  BatchNorm(Variable scale, Variable shift, Tensor mean, Tensor variance, double share) {
    this.scale = scale;
    this.shift = shift;
    this.mean = mean;
    this.variance = variance;
    this.running = following(share);
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.normalized(running);
  }

  @Override
  public Tensor train(Tensor input, RandomGenerator random) {
    return byBatch(input, running);
  }

  @Override
  public Tensor calibrate(Tensor input, long count) {
    return byBatch(input, following(1.0 / count));
  }

  /** With running statistics the four numbers of a channel are one factor and one summand. */
  @Override
  public long flops(long[] input, long[] output) {
    return Flops.MULTIPLY_ADD * Flops.numbers(output);
  }

  @Override
  public List<Variable> variables() {
    return List.of(scale, shift);
  }

  @Override
  public List<Tensor> statistics() {
    return List.of(mean, variance);
  }

  private Tensor byBatch(Tensor input, Normalization how) {
    return numbersPerChannel(input.shape()) > 1 ? input.normalizedByBatch(how) : forward(input);
  }

  private Normalization following(double share) {
    return new Normalization(scale.value(), shift.value(), mean, variance, share, EPSILON);
  }

  private static long numbersPerChannel(long[] shape) {
    long numbers = shape[0];
    for (int axis = 2; axis < shape.length; axis++) {
      numbers *= shape[axis];
    }
    return numbers;
  }
}
