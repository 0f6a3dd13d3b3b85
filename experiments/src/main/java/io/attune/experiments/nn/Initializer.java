package io.attune.experiments.nn;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** How the weights of a layer are drawn before training; biases start at 0. */
public enum Initializer {
  /** Normal with standard deviation 0.01, whatever the layer. */
  GAUSSIAN {
    @Override
    DoubleSupplier draws(int fanIn, int fanOut, RandomGenerator random) {
      return () -> 0.01 * random.nextGaussian();
    }
  },
  /** Uniform with variance 2 / (inputs + outputs) (Glorot and Bengio 2010, equation 16). */
  XAVIER {
    @Override
    DoubleSupplier draws(int fanIn, int fanOut, RandomGenerator random) {
      double bound = StrictMath.sqrt(6.0 / (fanIn + fanOut));
      return () -> bound * (2 * random.nextDouble() - 1);
    }
  },
  /** Normal with variance 2 / inputs (He et al. 2015, equation 10). */
  HE {
    @Override
    DoubleSupplier draws(int fanIn, int fanOut, RandomGenerator random) {
      double sigma = StrictMath.sqrt(2.0 / fanIn);
      return () -> sigma * random.nextGaussian();
    }
  };

  /**
   * The weights of a layer.
   *
   * @param fanIn inputs that one output sees
   * @param fanOut outputs that one input reaches
   */
  float[] weights(int size, int fanIn, int fanOut, RandomGenerator random) {
    DoubleSupplier draws = draws(fanIn, fanOut, random);
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = (float) draws.getAsDouble();
    }
    return weights;
  }

  abstract DoubleSupplier draws(int fanIn, int fanOut, RandomGenerator random);
}
