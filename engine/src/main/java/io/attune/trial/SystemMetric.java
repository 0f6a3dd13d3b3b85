package io.attune.trial;

/**
 * Names of what is measured of the machine while a trial runs, such as {@code system/cpu_percent}.
 * They are readings like others, but no learning curves: nothing is judged by them.
 */
public final class SystemMetric {
  /** What all of them begin with, as MLflow's do. */
  public static final String PREFIX = "system/";

  private SystemMetric() {}

  /** Whether a metric tells of the machine. */
  public static boolean is(String metric) {
    return metric.startsWith(PREFIX);
  }
}
