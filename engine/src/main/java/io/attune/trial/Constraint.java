package io.attune.trial;

import java.util.OptionalDouble;

/**
 * A limit that a metric must keep for a trial to be feasible. It says nothing of how much better
 * than the limit a trial is.
 *
 * @param metric name of a reported metric; may be one that is optimised
 * @param min smallest value allowed, included
 * @param max largest value allowed, included
 */
public record Constraint(String metric, OptionalDouble min, OptionalDouble max) {
  /** Checks that there is a limit, and that some value keeps it. */
  public Constraint {
    if (metric.isBlank()) {
      throw new IllegalArgumentException("a constraint needs the name of a metric.");
    }
    if (min.isEmpty() && max.isEmpty()) {
      throw new IllegalArgumentException(
          metric + ": a constraint needs min or max, but has neither. Maybe max 20.");
    }
    checkFinite(metric, min);
    checkFinite(metric, max);
    if (min.orElse(Double.NEGATIVE_INFINITY) > max.orElse(Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s: min %s is above max %s, so no value would do. Maybe swap them."
              .formatted(metric, min.getAsDouble(), max.getAsDouble()));
    }
  }

  /** The metric must not be above a limit. */
  public static Constraint atMost(String metric, double max) {
    return new Constraint(metric, OptionalDouble.empty(), OptionalDouble.of(max));
  }

  /** The metric must not be below a limit. */
  public static Constraint atLeast(String metric, double min) {
    return new Constraint(metric, OptionalDouble.of(min), OptionalDouble.empty());
  }

  /**
   * How far a value is beyond the limit, as a share of the limit's size, so that constraints in
   * different units can be added up; in the metric's own unit where the limit is 0.
   *
   * @return 0 where the limit is kept, infinite for NaN
   */
  public double violation(double value) {
    if (Double.isNaN(value)) {
      return Double.POSITIVE_INFINITY;
    }
    double below = min.isPresent() ? excess(min.getAsDouble() - value, min.getAsDouble()) : 0;
    double above = max.isPresent() ? excess(value - max.getAsDouble(), max.getAsDouble()) : 0;
    return Math.max(below, above);
  }

  private static double excess(double beyond, double limit) {
    double size = limit == 0 ? 1 : Math.abs(limit);
    // Never 0 beyond the limit, however large the limit is.
    return beyond <= 0 ? 0 : Math.max(beyond / size, Double.MIN_VALUE);
  }

  private static void checkFinite(String metric, OptionalDouble limit) {
    if (limit.isPresent() && !Double.isFinite(limit.getAsDouble())) {
      throw new IllegalArgumentException(
          "%s: the limit %s is not finite. Maybe leave it out."
              .formatted(metric, limit.getAsDouble()));
    }
  }
}
