package io.attune.experiments.nn;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes layers with freshly drawn weights, in the order of the calls. */
public final class LayerFactory {
  private final Backend backend;
  private final Initializer initializer;
  private final double firstBias;
  private final RandomGenerator random;

  /**
   * Layers on a backend, drawn from one stream.
   *
   * @param firstBias what every bias starts at
   */
  public LayerFactory(
      Backend backend, Initializer initializer, double firstBias, RandomGenerator random) {
    this.backend = backend;
    this.initializer = initializer;
    this.firstBias = firstBias;
    this.random = random;
  }

  /** A fully connected layer. */
  public Layer dense(int inputs, int outputs) {
    return new Dense(denseWeight(inputs, outputs), bias(outputs));
  }

  /** A fully connected layer without biases. */
  public Layer denseWithoutBias(int inputs, int outputs) {
    return new Dense(denseWeight(inputs, outputs), Optional.empty());
  }

  /** A convolution with an odd, square kernel. */
  public Layer convolution(int channels, int filters, int kernel) {
    return new Convolution(kernels(channels, filters, kernel), bias(filters), 1);
  }

  /** A convolution without biases, which takes every {@code stride}-th window. */
  public Layer convolutionWithoutBias(int channels, int filters, int kernel, int stride) {
    return new Convolution(kernels(channels, filters, kernel), Optional.empty(), stride);
  }

  /**
   * Normalizes each channel (or unit) by its batch.
   *
   * @param share what a batch weighs in the running statistics, above 0 and up to 1
   */
  public Layer batchNorm(int channels, double share) {
    Variable scale = variable(Variable.Kind.SCALE, filled(channels, 1), channels);
    Variable shift = variable(Variable.Kind.BIAS, new float[channels], channels);
    Tensor variance = backend.zeros(channels);
    variance.assign(filled(channels, 1));
    return new BatchNorm(scale, shift, backend.zeros(channels), variance, share);
  }

  /** Adds what the body makes of the input to the input, or to its projection by the shortcut. */
  public Layer residual(List<Layer> body, List<Layer> shortcut) {
    return new Residual(new Network(body), new Network(shortcut));
  }

  /** Halves height and width. */
  public Layer halving(Pooling pooling) {
    return pooling.windows(2);
  }

  /** The mean of each channel of each image. */
  public Layer averaging() {
    return new ImageMean();
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

  private Variable denseWeight(int inputs, int outputs) {
    float[] weights = initializer.weights(new Fans(outputs, inputs, 1), random);
    return variable(Variable.Kind.WEIGHT, weights, outputs, inputs);
  }

  private Variable kernels(int channels, int filters, int kernel) {
    float[] weights = initializer.weights(new Fans(filters, channels, kernel * kernel), random);
    return variable(Variable.Kind.WEIGHT, weights, filters, channels, kernel, kernel);
  }

  private Optional<Variable> bias(int size) {
    return Optional.of(variable(Variable.Kind.BIAS, filled(size, firstBias), size));
  }

  private Variable variable(Variable.Kind kind, float[] values, long... shape) {
    return new Variable(backend.variable(values, shape), kind);
  }

  private static float[] filled(int size, double value) {
    float[] values = new float[size];
    Arrays.fill(values, (float) value);
    return values;
  }
}
