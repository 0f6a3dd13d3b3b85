package io.attune.experiments.nn;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** How the weights of a layer are drawn before training. */
public sealed interface Initializer {
  /** The weights of a layer, output by output. */
  float[] weights(Fans fans, RandomGenerator random);

  /** All 0, so that every unit of a layer computes and learns the same. */
  record Zeros() implements Initializer {
    @Override
    public float[] weights(Fans fans, RandomGenerator random) {
      return new float[fans.size()];
    }
  }

  /** Normal with one standard deviation, whatever the layer. */
  record Gaussian(double deviation) implements Initializer {
    @Override
    public float[] weights(Fans fans, RandomGenerator random) {
      return fill(fans, () -> deviation * random.nextGaussian());
    }
  }

  /**
   * Numbers whose variance is a gain over the number of units that {@code mode} counts.
   *
   * @param gain 1 to keep the variance of linear units, 2 of rectified ones
   */
  record Scaled(double gain, Mode mode, Shape shape) implements Initializer {
    @Override
    public float[] weights(Fans fans, RandomGenerator random) {
      double deviation = StrictMath.sqrt(gain / mode.count(fans));
      return fill(fans, () -> deviation * shape.draw(random));
    }
  }

  /**
   * Rows or columns of length 1 at right angles (Saxe et al. 2014, section 3): the factor Q of a
   * normal matrix, of outputs × inputs of each.
   */
  record Orthogonal() implements Initializer {
    @Override
    public float[] weights(Fans fans, RandomGenerator random) {
      return OrthonormalRows.draw(fans.outputs(), fans.in(), random);
    }
  }

  /**
   * Every unit sees a few inputs, by normal weights, and no others (Martens 2010).
   *
   * @param connections inputs that a unit sees, or all if it has no more
   */
  record Sparse(int connections, double deviation) implements Initializer {
    @Override
    public float[] weights(Fans fans, RandomGenerator random) {
      float[] weights = new float[fans.size()];
      int[] inputs = new int[fans.in()];
      for (int unit = 0; unit < fans.outputs(); unit++) {
        Arrays.setAll(inputs, i -> i);
        for (int k = 0; k < Math.min(connections, inputs.length); k++) {
          int pick = k + random.nextInt(inputs.length - k);
          int input = inputs[pick];
          inputs[pick] = inputs[k];
          weights[unit * inputs.length + input] = (float) (deviation * random.nextGaussian());
        }
      }
      return weights;
    }
  }

  /** The units that the variance of {@link Scaled} numbers goes by. */
  enum Mode {
    /** Inputs of a unit. */
    IN {
      @Override
      double count(Fans fans) {
        return fans.in();
      }
    },
    /** The mean of inputs and outputs. */
    MEAN {
      @Override
      double count(Fans fans) {
        return (fans.in() + (double) fans.out()) / 2;
      }
    };

    abstract double count(Fans fans);
  }

  /** Distributions with mean 0 and variance 1. */
  enum Shape {
    /** Normal. */
    NORMAL {
      @Override
      double draw(RandomGenerator random) {
        return random.nextGaussian();
      }
    },
    /** Uniform from -√3 to √3. */
    UNIFORM {
      @Override
      double draw(RandomGenerator random) {
        return ROOT_OF_THREE * (2 * random.nextDouble() - 1);
      }
    };

    private static final double ROOT_OF_THREE = StrictMath.sqrt(3);

    abstract double draw(RandomGenerator random);
  }

  private static float[] fill(Fans fans, DoubleSupplier draws) {
    float[] weights = new float[fans.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) draws.getAsDouble();
    }
    return weights;
  }
}
