package io.attune.analysis;

import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import java.util.Optional;

/**
 * The range of a number with ends.
 *
 * @param whole whether only whole numbers are taken
 */
record Span(Distribution distribution, boolean whole) {
  /** Fewer values than this have no outer tenth worth the name. */
  private static final long FEW = 5;

  /** Of a parameter with at least five values between two ends; empty for any other. */
  static Optional<Span> of(Parameter parameter) {
    if (parameter.cardinality().isPresent() && parameter.cardinality().getAsLong() < FEW) {
      return Optional.empty();
    }
    if (parameter instanceof FloatParameter number) {
      return of(number.distribution(), false);
    }
    return parameter instanceof IntParameter number
        ? of(number.distribution(), true)
        : Optional.empty();
  }

  private static Optional<Span> of(Distribution distribution, boolean whole) {
    boolean bounded =
        distribution instanceof Distribution.Uniform
            || distribution instanceof Distribution.LogUniform
            || distribution instanceof Distribution.InverseLogUniform;
    return bounded ? Optional.of(new Span(distribution, whole)) : Optional.empty();
  }

  double min() {
    return distribution.min();
  }

  double max() {
    return distribution.max();
  }

  boolean logarithmic() {
    return distribution instanceof Distribution.LogUniform;
  }

  /** Where a value lies between the ends, on the parameter's own scale, in [0, 1]. */
  double place(double value) {
    return distribution.cumulative(value);
  }

  /** Whether nothing can lie below: zero, or one for what is counted. */
  boolean naturalLow() {
    return min() == 0 || (whole && min() == 1);
  }

  /** Whether nothing can lie above: the end of a share or probability. */
  boolean naturalHigh() {
    return max() == 1 && min() >= 0 && !whole;
  }
}
