package io.attune.experiments.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import io.attune.experiments.tensor.Tensor;

/** One {@link NDArray}. */
record DjlTensor(DjlBackend backend, NDArray array) implements Tensor {
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape NONE = new Shape(0, 0);

  @Override
  public long[] shape() {
    return array.getShape().getShape();
  }

  @Override
  public float[] toArray() {
    return array.toFloatArray();
  }

  @Override
  public Tensor linear(Tensor weight, Tensor bias) {
    return backend.adopt(Linear.linear(array, unwrap(weight), unwrap(bias)).get(0));
  }

  @Override
  public Tensor convolution(Tensor weight, Tensor bias, int padding) {
    Shape around = new Shape(padding, padding);
    return backend.adopt(
        Conv2d.conv2d(array, unwrap(weight), unwrap(bias), ONE, around, ONE, 1).get(0));
  }

  @Override
  public Tensor largestOfWindows(int size) {
    Shape window = new Shape(size, size);
    return backend.adopt(Pool.maxPool2d(array, window, window, NONE, false));
  }

  @Override
  public Tensor reshaped(long... shape) {
    return backend.adopt(array.reshape(shape));
  }

  @Override
  public Tensor relu() {
    return backend.adopt(Activation.relu(array));
  }

  @Override
  public Tensor elu() {
    return backend.adopt(Activation.elu(array, 1));
  }

  @Override
  public Tensor gelu() {
    return backend.adopt(Activation.gelu(array));
  }

  @Override
  public Tensor tanh() {
    return backend.adopt(Activation.tanh(array));
  }

  @Override
  public Tensor times(Tensor other) {
    return backend.adopt(array.mul(unwrap(other)));
  }

  @Override
  public Tensor dividedBy(Tensor other) {
    return backend.adopt(array.div(unwrap(other)));
  }

  @Override
  public Tensor squareRoot() {
    return backend.adopt(array.sqrt());
  }

  @Override
  public Tensor gradient() {
    return backend.adopt(array.getGradient());
  }

  @Override
  public void clearGradient() {
    PyTorch.clearGradient(array);
  }

  @Override
  public Tensor scale(double factor) {
    array.muli(backend.number(factor));
    return this;
  }

  @Override
  public Tensor shift(double amount) {
    array.addi(backend.number(amount));
    return this;
  }

  @Override
  public Tensor add(Tensor other, double factor) {
    try (NDArray scaled = unwrap(other).mul(backend.number(factor))) {
      array.addi(scaled);
    }
    return this;
  }

  @Override
  public void assign(float[] values) {
    try (NDArray source = DjlBackend.copy(array.getManager(), values, array.getShape())) {
      array.set(new NDIndex("..."), source);
    }
  }

  private static NDArray unwrap(Tensor tensor) {
    return ((DjlTensor) tensor).array();
  }
}
