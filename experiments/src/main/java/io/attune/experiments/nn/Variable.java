package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;

/** A tensor to train. Weight decay pulls on weights and leaves biases alone. */
public record Variable(Tensor value, Kind kind) {
  /** What the numbers do in their layer. */
  public enum Kind {
    /** Factors of inputs. */
    WEIGHT,
    /** Added to outputs. */
    BIAS
  }
}
