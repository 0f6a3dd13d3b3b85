package io.attune.trial;

/**
 * What a sweep optimises. A trial's score is the best value it reported, whichever step that was.
 *
 * @param metric name of a reported metric
 */
public record Objective(String metric, Goal goal) {
  /** Which way is better. */
  public enum Goal {
    MINIMIZE,
    MAXIMIZE
  }

  /** Smaller is better. */
  public static Objective minimize(String metric) {
    return new Objective(metric, Goal.MINIMIZE);
  }

  /** Larger is better. */
  public static Objective maximize(String metric) {
    return new Objective(metric, Goal.MAXIMIZE);
  }

  /** Turns a metric value into a loss, where smaller is always better; its own inverse. */
  public double loss(double value) {
    return goal == Goal.MINIMIZE ? value : -value;
  }
}
