package io.attune.experiments.nn;

/**
 * The shape of a weight: {@code outputs × inputs} matrices, one per place of a kernel.
 *
 * @param area places of a kernel; 1 for fully connected layers
 */
public record Fans(int outputs, int inputs, int area) {
  /** How many weights there are. */
  public int size() {
    return Math.multiplyExact(outputs, in());
  }

  /** Inputs that one output sees. */
  public int in() {
    return Math.multiplyExact(inputs, area);
  }

  /** Outputs that one input reaches. */
  public int out() {
    return Math.multiplyExact(outputs, area);
  }
}
