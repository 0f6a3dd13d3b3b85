package io.attune.trial;

import java.util.List;

/**
 * What a trial has come to by a sweep's {@link Criteria}.
 *
 * @param values of the objectives in their order, all finite
 * @param measured latest values of the constrained metrics at that moment, in the order of the
 *     constraints; NaN where nothing was reported by then
 * @param violation sum of the constraints' {@link Constraint#violation violations}; 0 if all are
 *     kept, infinite if one was never reported
 */
public record Outcome(List<Double> values, List<Double> measured, double violation) {
  /** Copies the lists. */
  public Outcome {
    values = List.copyOf(values);
    measured = List.copyOf(measured);
  }

  /** Whether all constraints are kept. */
  public boolean feasible() {
    return violation == 0;
  }

  /** Value of the first objective. */
  public double first() {
    return values.get(0);
  }
}
