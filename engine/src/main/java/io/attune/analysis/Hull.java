package io.attune.analysis;

import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SpaceEdit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

/** The part of a number's range that some of its values span, with a margin. */
final class Hull {
  /** Of the range, on either side. */
  private static final double MARGIN = 0.1;

  private static final int DIGITS = 3;
  private static final int CLEAR = 12;

  private final Parameter parameter;
  private final Distribution range;
  private final double step;

  private Hull(Parameter parameter, Distribution range, double step) {
    this.parameter = parameter;
    this.range = range;
    this.step = step;
  }

  /**
   * The edit that keeps a number to its hull.
   *
   * @param values that the parameter takes, at least one
   * @return empty if that is the whole range, or the number is spread without bounds
   */
  static Optional<SpaceEdit> of(Parameter parameter, Collection<Object> values) {
    if (parameter instanceof FloatParameter number && bounded(number.distribution())) {
      return new Hull(parameter, number.distribution(), number.quantum()).edit(values);
    }
    if (parameter instanceof IntParameter number && bounded(number.distribution())) {
      return new Hull(parameter, number.distribution(), number.quantum()).edit(values);
    }
    return Optional.empty();
  }

  private static boolean bounded(Distribution distribution) {
    return distribution instanceof Distribution.Uniform
        || distribution instanceof Distribution.LogUniform
        || distribution instanceof Distribution.InverseLogUniform;
  }

  private Optional<SpaceEdit> edit(Collection<Object> values) {
    double low = values.stream().mapToDouble(Hull::number).min().orElse(range.min());
    double high = values.stream().mapToDouble(Hull::number).max().orElse(range.max());
    double min = Math.max(range.min(), below(low));
    double max = Math.min(range.max(), above(high));
    return min == range.min() && max == range.max()
        ? Optional.empty()
        : Optional.of(new SpaceEdit.Narrow(parameter.name(), min, max));
  }

  private double below(double value) {
    double place = parameter.encode(value) - MARGIN;
    if (place <= 0) {
      return range.min();
    }
    double end = number(parameter.decode(place));
    return step > 0 ? Math.min(end, value - step) : Math.min(value, round(end, RoundingMode.FLOOR));
  }

  private double above(double value) {
    double place = parameter.encode(value) + MARGIN;
    if (place >= 1) {
      return range.max();
    }
    double end = number(parameter.decode(place));
    return step > 0
        ? Math.max(end, value + step)
        : Math.max(value, round(end, RoundingMode.CEILING));
  }

  /** Outwards to a number that people can read: three digits, or a thousandth of the range. */
  private double round(double end, RoundingMode outwards) {
    // What arithmetic blurs in the last digits is no reason to go a digit further.
    BigDecimal clear =
        BigDecimal.valueOf(end).round(new MathContext(CLEAR, RoundingMode.HALF_EVEN));
    if (range instanceof Distribution.LogUniform) {
      return clear.round(new MathContext(DIGITS, outwards)).doubleValue();
    }
    int digits = DIGITS - (int) Math.ceil(Math.log10(range.max() - range.min()));
    return range instanceof Distribution.Uniform
        ? clear.setScale(digits, outwards).doubleValue()
        : end;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
