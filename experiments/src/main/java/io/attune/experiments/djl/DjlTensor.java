package io.attune.experiments.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import io.attune.experiments.tensor.Normalization;
import io.attune.experiments.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One {@link NDArray}. */
record DjlTensor(DjlBackend backend, NDArray array) implements Tensor {
  private static final Shape ONE = new Shape(1, 1);
  private static final int[] ROWS = {1};
  private static final Shape NONE = new Shape(0, 0);

  @Override
  public long[] shape() {
    return array.getShape().getShape();
  }

  @Override
  public float[] toArray() {
    return array.toType(DataType.FLOAT32, false).toFloatArray();
  }

  @Override
  public double[] toDoubles() {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  @Override
  public Tensor linear(Tensor weight, Tensor bias) {
    return backend.adopt(Linear.linear(array, unwrap(weight), unwrap(bias)).get(0));
  }

  @Override
  public Tensor linear(Tensor weight) {
    return backend.adopt(Linear.linear(array, unwrap(weight)).get(0));
  }

  @Override
  public Tensor convolution(Tensor weight, Tensor bias, int stride, int padding) {
    return convolution(unwrap(weight), unwrap(bias), stride, padding);
  }

  @Override
  public Tensor convolution(Tensor weight, int stride, int padding) {
    return convolution(unwrap(weight), null, stride, padding);
  }

  private Tensor convolution(NDArray weight, @Nullable NDArray bias, int stride, int padding) {
    Shape steps = new Shape(stride, stride);
    Shape around = new Shape(padding, padding);
    return backend.adopt(Conv2d.conv2d(array, weight, bias, steps, around, ONE, 1).get(0));
  }

  @Override
  public Tensor largestOfWindows(int size) {
    Shape window = new Shape(size, size);
    return backend.adopt(Pool.maxPool2d(array, window, window, NONE, false));
  }

  @Override
  public Tensor averageOfWindows(int size) {
    Shape window = new Shape(size, size);
    return backend.adopt(Pool.avgPool2d(array, window, window, NONE, false, false));
  }

  @Override
  public Tensor averageOfImages() {
    return backend.adopt(Pool.globalAvgPool2d(array));
  }

  @Override
  public Tensor normalizedByBatch(Normalization how) {
    return backend.adopt(PyTorch.batchNorm(array, how, PyTorch.Statistics.BATCH));
  }

  @Override
  public Tensor normalized(Normalization how) {
    return backend.adopt(PyTorch.batchNorm(array, how, PyTorch.Statistics.RUNNING));
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
  public Tensor leakyRelu(double slope) {
    return backend.adopt(Activation.leakyRelu(array, (float) slope));
  }

  @Override
  public Tensor sigmoid() {
    return backend.adopt(Activation.sigmoid(array));
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
  public Tensor plus(Tensor other) {
    return backend.adopt(array.add(unwrap(other)));
  }

  @Override
  public Tensor plus(double amount) {
    return backend.adopt(array.add(backend.number(amount)));
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
  public Tensor signs() {
    return backend.adopt(array.sign());
  }

  @Override
  public Tensor clipped(double bound) {
    return backend.adopt(array.clip(-bound, bound));
  }

  @Override
  public double sumOfSquares() {
    return sum(array.square());
  }

  @Override
  public double sumOfMagnitudes() {
    return sum(array.abs());
  }

  private static double sum(NDArray terms) {
    try (terms;
        NDArray sum = terms.sum()) {
      return sum.getDataType() == DataType.FLOAT64 ? sum.getDouble() : sum.getFloat();
    }
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
  public Tensor freeze() {
    array.setRequiresGradient(false);
    return this;
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
    if (factor == 1) {
      array.addi(unwrap(other));
      return this;
    }
    try (NDArray scaled = unwrap(other).mul(backend.number(factor))) {
      array.addi(scaled);
    }
    return this;
  }

  @Override
  public Tensor limitRows(double length) {
    try (NDArray rows = array.reshape(array.getShape().get(0), -1);
        NDArray lengths = rows.norm(ROWS, true);
        NDArray limited = lengths.maximum(length);
        NDArray factors = backend.number(length).div(limited)) {
      rows.muli(factors);
    }
    return this;
  }

  @Override
  public void assign(float[] values) {
    try (NDArray source = DjlBackend.copy(array.getManager(), values, array.getShape());
        NDArray converted = backend.precise(source)) {
      array.set(new NDIndex("..."), converted);
    }
  }

  private static NDArray unwrap(Tensor tensor) {
    return ((DjlTensor) tensor).array();
  }
}
