package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;

/**
 * Bounds the gradients of the data's loss, before any penalty is added.
 *
 * @param norm longest gradient of all variables together; a longer one is shortened (Pascanu et al.
 *     2013, algorithm 1). Infinite for no limit
 * @param value largest magnitude of each number of a gradient; infinite for no limit
 */
public record Clip(double norm, double value) {
  /** No bounds. */
  public static final Clip NONE = new Clip(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** The bounded gradients, which may be the given tensors, changed. Inside a scope. */
  List<Tensor> apply(List<Tensor> gradients) {
    if (norm < Double.POSITIVE_INFINITY) {
      shorten(gradients);
    }
    return value < Double.POSITIVE_INFINITY
        ? gradients.stream().map(gradient -> gradient.clipped(value)).toList()
        : gradients;
  }

  private void shorten(List<Tensor> gradients) {
    double length = Math.sqrt(gradients.stream().mapToDouble(Tensor::sumOfSquares).sum());
    if (length > norm) {
      gradients.forEach(gradient -> gradient.scale(norm / length));
    }
  }
}
