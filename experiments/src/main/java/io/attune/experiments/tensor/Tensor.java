package io.attune.experiments.tensor;

/**
 * Floats, of 32 bits unless the backend says otherwise, in a fixed shape, held by an engine.
 * Confined to the thread of its {@link Backend}. Methods named after a thing compute a new tensor,
 * which belongs to the open scope and is part of the recording, if there is one. Methods named
 * after a deed change this tensor and return it; they must not run while recording.
 */
public interface Tensor {
  /** Length of each axis. */
  long[] shape();

  /** A copy of the numbers, row by row. */
  float[] toArray();

  /** The same with all the precision there is. */
  double[] toDoubles();

  /**
   * This batch times the transposed weight, plus the bias.
   *
   * @param weight outputs × inputs
   * @param bias one number per output
   */
  Tensor linear(Tensor weight, Tensor bias);

  /** This batch times the transposed weight, outputs × inputs. */
  Tensor linear(Tensor weight);

  /**
   * Two-dimensional convolution of a batch × channels × height × width tensor.
   *
   * @param weight filters × channels × height × width
   * @param bias one number per filter
   * @param stride step from window to window, 1 or more
   * @param padding zeros around each image, on every side
   */
  Tensor convolution(Tensor weight, Tensor bias, int stride, int padding);

  /** The same without a bias. */
  Tensor convolution(Tensor weight, int stride, int padding);

  /** Largest number of each square window; windows touch, an incomplete last one is dropped. */
  Tensor largestOfWindows(int size);

  /** Mean of each square window; windows touch, an incomplete last one is dropped. */
  Tensor averageOfWindows(int size);

  /** Mean of each channel of each image, as batch × channels. */
  Tensor averageOfImages();

  /**
   * Brings each channel to the mean and deviation that the batch has there, and moves the running
   * statistics towards those of the batch. The second axis counts channels; a channel needs two
   * numbers or more.
   */
  Tensor normalizedByBatch(Normalization how);

  /** Brings each channel to mean 0 and deviation 1 if the running statistics are right. */
  Tensor normalized(Normalization how);

  /** The same numbers in another shape; one length may be -1 and follows from the others. */
  Tensor reshaped(long... shape);

  /** Number by number, {@code max(x, 0)}. */
  Tensor relu();

  /** Number by number, {@code x} above 0, else {@code slope · x}. */
  Tensor leakyRelu(double slope);

  /** Number by number, {@code 1 / (1 + exp(-x))}. */
  Tensor sigmoid();

  /** Number by number, {@code x} above 0, else {@code exp(x) - 1}. */
  Tensor elu();

  /** Number by number, {@code x} times the standard normal distribution function of {@code x}. */
  Tensor gelu();

  /** Number by number, the hyperbolic tangent. */
  Tensor tanh();

  /** Number by number, the sum; shapes are equal. */
  Tensor plus(Tensor other);

  /** Number by number, the sum with one number. */
  Tensor plus(double amount);

  /** Number by number, the product; shapes are equal. */
  Tensor times(Tensor other);

  /** Number by number, the quotient; shapes are equal. */
  Tensor dividedBy(Tensor other);

  /** Number by number, the square root. */
  Tensor squareRoot();

  /** Number by number, -1, 0 or 1. */
  Tensor signs();

  /** Number by number, the nearest number from {@code -bound} to {@code bound}. */
  Tensor clipped(double bound);

  /** The sum of the squares of all numbers. Needs an open scope. */
  double sumOfSquares();

  /** The sum of the absolute values of all numbers. Needs an open scope. */
  double sumOfMagnitudes();

  /** The sum of gradients since the last {@link #clearGradient}; belongs to the open scope. */
  Tensor gradient();

  /** Makes the gradient of this variable 0. It must have one. */
  void clearGradient();

  /** Makes a variable an ordinary tensor: it collects no gradients any more. */
  Tensor freeze();

  /** Multiplies every number. */
  Tensor scale(double factor);

  /** Adds to every number. */
  Tensor shift(double amount);

  /** Adds {@code factor} times the other tensor, which has the same shape. */
  Tensor add(Tensor other, double factor);

  /**
   * Shortens every row (all numbers with the same first index) whose Euclidean length is above a
   * limit to that length. Needs an open scope.
   */
  Tensor limitRows(double length);

  /** Takes these numbers, row by row; there must be as many as this tensor has. */
  void assign(float[] values);
}
