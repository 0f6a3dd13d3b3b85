package io.attune.experiments.preflight;

/**
 * Two answers to the same question: a derivative by backpropagation and one by centred differences.
 *
 * @param scale size of the derivatives around it; far smaller ones are compared by it, since
 *     rounding is all that is left of them
 */
record Difference(double derived, double measured, double scale) {
  private static final double FLOOR = 1e-4;

  /** |a − b| / max(|a|, |b|), as the course notes have it; 0 where both are 0. */
  double relativeError() {
    double size = Math.max(Math.max(Math.abs(derived), Math.abs(measured)), FLOOR * scale);
    double distance = Math.abs(derived - measured);
    return distance == 0 ? 0 : distance / size;
  }
}
