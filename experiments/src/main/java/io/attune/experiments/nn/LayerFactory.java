package io.attune.experiments.nn;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Makes layers with freshly drawn weights, in the order of the calls. */
public final class LayerFactory {
  private final Backend backend;
  private final Initializer initializer;
  private final RandomGenerator random;

  /** Layers on a backend, drawn from one stream. */
  public LayerFactory(Backend backend, Initializer initializer, RandomGenerator random) {
    this.backend = backend;
    this.initializer = initializer;
    this.random = random;
  }

  /** A fully connected layer. */
  public Layer dense(int inputs, int outputs) {
    float[] weights = initializer.weights(inputs * outputs, inputs, outputs, random);
    return new Dense(weight(weights, outputs, inputs), bias(outputs));
  }

  /** A convolution with an odd, square kernel. */
  public Layer convolution(int channels, int filters, int kernel) {
    int area = kernel * kernel;
    float[] weights =
        initializer.weights(filters * channels * area, channels * area, filters * area, random);
    return new Convolution(weight(weights, filters, channels, kernel, kernel), bias(filters));
  }

  /** Halves height and width, keeping the largest of each four numbers. */
  public Layer halving() {
    return input -> input.largestOfWindows(2);
  }

  /** Leaves out units while training, each with this probability. */
  public Layer dropout(double rate) {
    return new Dropout(backend, rate);
  }

  /** Puts the numbers of each example in one row. */
  public Layer flattening() {
    return LayerFactory::flat;
  }

  private static Tensor flat(Tensor input) {
    return input.reshaped(input.shape()[0], -1);
  }

  private Variable weight(float[] values, long... shape) {
    return new Variable(backend.variable(values, shape), Variable.Kind.WEIGHT);
  }

  private Variable bias(int size) {
    return new Variable(backend.variable(new float[size], size), Variable.Kind.BIAS);
  }
}
