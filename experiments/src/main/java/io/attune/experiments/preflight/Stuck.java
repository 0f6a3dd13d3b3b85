package io.attune.experiments.preflight;

import io.attune.experiments.nn.Activation;
import io.attune.experiments.tensor.Tensor;
import java.util.function.DoublePredicate;

/**
 * Where an activation passes almost no gradient on.
 *
 * @param flat whether it is flat at an input
 * @param always whether a unit counts only if it is flat for every example; a rectified unit that
 *     is silent now and then does its work, while a saturated answer is lost for its example
 */
record Stuck(DoublePredicate flat, boolean always) {
  /** Beyond this, tanh is within 1 % of ±1. */
  private static final double TANH = 2.65;

  /** Beyond this, the logistic function is within 1 % of 0 or 1. */
  private static final double LOGISTIC = 4.6;

  static Stuck of(Activation activation) {
    return switch (activation) {
      case RELU -> new Stuck(x -> !(x > 0), true);
      case GELU -> new Stuck(x -> !(x > -4) || x == 0, true);
      case ELU -> new Stuck(x -> !(x > -LOGISTIC), true);
      case TANH -> new Stuck(x -> !(Math.abs(x) < TANH), false);
      case SIGMOID -> new Stuck(x -> !(Math.abs(x) < LOGISTIC), false);
      case LEAKY_RELU -> new Stuck(Double::isNaN, true);
    };
  }

  /** The share of units, or of answers, that are stuck for a batch of inputs. */
  double share(Tensor input) {
    float[] numbers = input.toArray();
    int examples = (int) input.shape()[0];
    int units = numbers.length / examples;
    long stuck = 0;
    for (int unit = 0; unit < units; unit++) {
      int flats = 0;
      for (int example = 0; example < examples; example++) {
        flats += flat.test(numbers[example * units + unit]) ? 1 : 0;
      }
      stuck += always ? (flats == examples ? examples : 0) : flats;
    }
    return (double) stuck / numbers.length;
  }
}
