package io.attune.experiments.nn;

/** What operations on numbers are counted as: an addition, product, comparison or function is 1. */
final class Flops {
  /** A product and an addition. */
  static final long MULTIPLY_ADD = 2;

  private Flops() {}

  /** Numbers in a tensor of a shape. */
  static long numbers(long[] shape) {
    long numbers = 1;
    for (long length : shape) {
      numbers *= length;
    }
    return numbers;
  }
}
