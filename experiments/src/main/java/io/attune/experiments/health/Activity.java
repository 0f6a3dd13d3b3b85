package io.attune.experiments.health;

import io.attune.experiments.nn.Activation;
import java.util.OptionalDouble;

/**
 * What a layer answers to some examples. Units are the numbers of a row, or the channels of an
 * image.
 *
 * @param mean of all answers
 * @param deviation of all answers, as of a whole population
 * @param saturated share of answers on the flat ends of tanh or sigmoid, see {@link #FLAT}; empty
 *     for other activations
 * @param dead share of units that answer 0 to every example after ReLU; empty for other activations
 */
public record Activity(
    double mean, double deviation, OptionalDouble saturated, OptionalDouble dead) {
  /**
   * Beyond this share of the way from the middle to the end, tanh and sigmoid are flat: their slope
   * is below 6 % (1 − 0.97²) of what it is in the middle.
   */
  static final double FLAT = 0.97;

  /**
   * Of answers, example by example.
   *
   * @param shape examples × units, or examples × units × height × width
   */
  static Activity of(float[] answers, long[] shape, Activation activation) {
    return new Activity(
        mean(answers),
        deviation(answers),
        switch (activation) {
          case TANH -> OptionalDouble.of(share(answers, 0, FLAT));
          case SIGMOID -> OptionalDouble.of(share(answers, 0.5, FLAT / 2));
          default -> OptionalDouble.empty();
        },
        activation == Activation.RELU
            ? OptionalDouble.of(dead(answers, (int) shape[0], (int) shape[1]))
            : OptionalDouble.empty());
  }

  /** Of answers that no activation bends. */
  static Activity of(float[] answers) {
    return new Activity(
        mean(answers), deviation(answers), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static double mean(float[] answers) {
    double sum = 0;
    for (float answer : answers) {
      sum += answer;
    }
    return sum / answers.length;
  }

  private static double deviation(float[] answers) {
    double mean = mean(answers);
    double squares = 0;
    for (float answer : answers) {
      squares += (answer - mean) * (answer - mean);
    }
    return Math.sqrt(squares / answers.length);
  }

  private static double share(float[] answers, double middle, double distance) {
    int flat = 0;
    for (float answer : answers) {
      flat += Math.abs(answer - middle) >= distance ? 1 : 0;
    }
    return (double) flat / answers.length;
  }

  private static double dead(float[] answers, int examples, int units) {
    int area = answers.length / (examples * units);
    boolean[] lives = new boolean[units];
    for (int i = 0; i < answers.length; i++) {
      lives[i / area % units] |= answers[i] != 0;
    }
    int dead = 0;
    for (boolean alive : lives) {
      dead += alive ? 0 : 1;
    }
    return (double) dead / units;
  }
}
