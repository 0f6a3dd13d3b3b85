package io.attune.experiments.nn;

/**
 * What training makes small. Computed on the host in double precision, for a batch of scores is
 * small and loss, hits and gradient come out of one pass.
 */
public sealed interface Loss permits ClassLoss, SquaredError {
  /**
   * Compares scores with targets.
   *
   * @param scores one row per example, one column per class or number
   * @throws IllegalArgumentException if the targets are not of the kind this loss is for
   */
  Judgement of(float[] scores, Targets targets);

  /** The loss to report of examples that are not learned from, alike for all its variants. */
  default Loss measure() {
    return this;
  }
}
