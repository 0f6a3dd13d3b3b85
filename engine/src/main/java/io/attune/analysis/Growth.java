package io.attune.analysis;

import io.attune.space.Distribution;
import io.attune.space.SpaceEdit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** How far a range grows past one of its ends. */
final class Growth {
  /** Most that a range may have grown to, as a multiple of its first width. */
  private static final double MOST = 2.5;

  private static final double STEP = 0.5;

  private Growth() {}

  /**
   * @param first the range as it was at first
   */
  static Optional<SpaceEdit> of(Border border, Span first) {
    if (first.distribution() instanceof Distribution.InverseLogUniform) {
      return Optional.empty();
    }
    double width = scaled(first, first.max()) - scaled(first, first.min());
    double now = scaled(first, border.max()) - scaled(first, border.min());
    // The tolerance is for ends that were rounded when the range grew before.
    double room = MOST * width - now;
    if (room < STEP * width * 0.9) {
      return Optional.empty();
    }
    // A range that was narrowed grows as narrow ones do, or it would not have been worth while.
    double half = STEP * Math.min(width, now);
    double step = first.logarithmic() ? Math.min(half, Math.log(10)) : half;
    return border.side() == Border.Side.LOW
        ? below(border, first, step)
        : above(border, first, step);
  }

  static Optional<SpaceEdit> halved(Border border, Span first, SpaceEdit.Widen wide) {
    double low = middle(border.min(), wide.min(), first.whole());
    double high = middle(border.max(), wide.max(), first.whole());
    boolean same = low == border.min() && high == border.max();
    return same || (low == wide.min() && high == wide.max())
        ? Optional.empty()
        : Optional.of(new SpaceEdit.Widen(border.parameter(), low, high));
  }

  private static double middle(double from, double to, boolean whole) {
    if (from == to) {
      return from;
    }
    double middle = from + (to - from) / 2;
    return whole
        ? from + Math.signum(to - from) * Math.floor(Math.abs(middle - from))
        : new BigDecimal(middle).round(new MathContext(6)).doubleValue();
  }

  private static Optional<SpaceEdit> below(Border border, Span first, double step) {
    double end = end(first, scaled(first, border.min()) - step, step);
    double floor = first.whole() && first.min() >= 1 ? 1 : first.min() >= 0 ? 0 : end;
    double low = Math.max(floor, end);
    return low < border.min()
        ? Optional.of(new SpaceEdit.Widen(border.parameter(), low, border.max()))
        : Optional.empty();
  }

  private static Optional<SpaceEdit> above(Border border, Span first, double step) {
    double high = end(first, scaled(first, border.max()) + step, step);
    return high > border.max()
        ? Optional.of(new SpaceEdit.Widen(border.parameter(), border.min(), high))
        : Optional.empty();
  }

  private static double scaled(Span span, double value) {
    return span.logarithmic() ? Math.log(value) : value;
  }

  /** A short number near a place of the scale, not further away than half a step. */
  private static double end(Span span, double place, double step) {
    double exact = span.logarithmic() ? Math.exp(place) : place;
    if (span.whole()) {
      return Math.rint(exact);
    }
    double brief = new BigDecimal(exact).round(new MathContext(2)).doubleValue();
    boolean near = brief != 0 && Math.abs(scaled(span, brief) - place) <= step / 2;
    return near ? brief : new BigDecimal(exact).round(new MathContext(6)).doubleValue();
  }
}
