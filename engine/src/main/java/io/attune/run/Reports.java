package io.attune.run;

import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be reported and what cannot, the same for everyone who reports. */
final class Reports {
  private static final int LONGEST_NAME = 500;

  private Reports() {}

  /**
   * Checks a report that comes after another.
   *
   * @param lastStep negative if there is none
   * @throws IllegalArgumentException if the step does not grow, or {@link #check} finds a fault
   */
  static void checkNext(long lastStep, long step, Map<String, Double> metrics) {
    if (step <= lastStep) {
      throw new IllegalArgumentException(
          lastStep < 0
              ? "reported step %d; steps start at 0 or 1 and grow.".formatted(step)
              : "reported step %d after step %d; steps must grow.".formatted(step, lastStep));
    }
    check(step, metrics);
  }

  /**
   * Checks a report by itself.
   *
   * @throws IllegalArgumentException if the step is out of range or a metric has no name or value
   */
  static void check(long step, Map<String, Double> metrics) {
    if (step < 0) {
      throw new IllegalArgumentException("reported step " + step + "; steps start at 0.");
    }
    if (step > TrialContext.MOST_STEPS) {
      throw new IllegalArgumentException(
          "reported step %d; steps go up to %d.".formatted(step, TrialContext.MOST_STEPS));
    }
    metrics.forEach((name, value) -> checkMetric(name, value, " at step " + step));
  }

  /**
   * Checks what was measured on the test split.
   *
   * @throws IllegalArgumentException if there is nothing, or a metric has no name or value
   */
  static Map<String, Double> checkTest(@Nullable Map<String, Double> metrics) {
    if (metrics == null) {
      throw new IllegalArgumentException(
          "test(…) returned null; return an empty map where there is no test split.");
    }
    metrics.forEach((name, value) -> checkMetric(name, value, " on the test split"));
    return metrics;
  }

  /** Metric of an objective that a report gives a value that is NaN or infinite. */
  static Optional<String> notFinite(Criteria criteria, Map<String, Double> metrics) {
    return criteria.objectives().stream()
        .map(Objective::metric)
        .filter(metric -> !Double.isFinite(metrics.getOrDefault(metric, 0.0)))
        .findFirst();
  }

  private static void checkMetric(@Nullable String name, @Nullable Double value, String where) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("reported a metric without a name" + where + ".");
    }
    if (name.indexOf('\0') >= 0) {
      // PostgreSQL keeps no such text.
      throw new IllegalArgumentException(
          "reported %s, a metric with a zero character in its name%s."
              .formatted(name.replace("\0", "\\0"), where));
    }
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "reported a metric with a name of %d characters%s; %d are the most."
              .formatted(name.length(), where, LONGEST_NAME));
    }
    if (value == null) {
      throw new IllegalArgumentException(
          "reported no value for %s%s; leave a metric out or report NaN.".formatted(name, where));
    }
  }
}
