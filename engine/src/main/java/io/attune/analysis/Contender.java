package io.attune.analysis;

import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * An assignment that was trained several times.
 *
 * @param name for people
 * @param losses one a repeat, smaller is better; the same place is the same repeat for every
 *     contender, so that those who share its luck are compared with each other
 */
public record Contender(String name, List<Double> losses) {
  /** Checks that there are at least two finite losses. */
  public Contender {
    losses = List.copyOf(losses);
    if (losses.size() < 2 || !losses.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "%s: needs two finite losses or more, but has %s.".formatted(name, losses));
    }
  }

  /** Mean loss. */
  public double mean() {
    return StatUtils.mean(array());
  }

  /** Standard deviation over repeats. */
  public double deviation() {
    return Math.sqrt(StatUtils.variance(array()));
  }

  double[] array() {
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
