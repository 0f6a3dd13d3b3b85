package io.attune.trial;

import java.util.OptionalDouble;

/**
 * What a sweep optimises, see {@link Criteria}.
 *
 * @param metric name of a reported metric
 * @param reference a value just too bad to be of use, from which the hypervolume of a front is
 *     measured; with one objective it means nothing
 */
public record Objective(String metric, Goal goal, OptionalDouble reference) {
  /** Which way is better. */
  public enum Goal {
    MINIMIZE,
    MAXIMIZE
  }

  /** An objective without a reference. */
  public Objective(String metric, Goal goal) {
    this(metric, goal, OptionalDouble.empty());
  }

  /** Checks the reference. */
  public Objective {
    if (reference.isPresent() && !Double.isFinite(reference.getAsDouble())) {
      throw new IllegalArgumentException(
          "%s: the reference %s is not finite. Maybe leave it out."
              .formatted(metric, reference.getAsDouble()));
    }
  }

  /** Smaller is better. */
  public static Objective minimize(String metric) {
    return new Objective(metric, Goal.MINIMIZE);
  }

  /** Larger is better. */
  public static Objective maximize(String metric) {
    return new Objective(metric, Goal.MAXIMIZE);
  }

  /** This objective with a reference, in the metric's own values. */
  public Objective reference(double value) {
    return new Objective(metric, goal, OptionalDouble.of(value));
  }

  /** Turns a metric value into a loss, where smaller is always better; its own inverse. */
  public double loss(double value) {
    return goal == Goal.MINIMIZE ? value : -value;
  }
}
