package io.attune.analysis;

import io.attune.space.SearchSpace;
import io.attune.space.SpaceEdit;
import java.util.Optional;

/**
 * A best value so near the end of its range that a better one may lie beyond.
 *
 * @param value of the best trial
 * @param min lower end of the range it was searched in
 * @param max upper end
 */
public record Border(String parameter, Side side, double value, double min, double max) {
  /** An end of a range. */
  public enum Side {
    /** The lower end. */
    LOW,
    /** The upper end. */
    HIGH
  }

  /**
   * A wider range on this side: half as wide again as the range was at first, or is now where it
   * was narrowed, on the parameter's own scale, and by a factor of ten at most. What was not
   * negative, or counts from 1, remains so.
   *
   * @param first the space that the sweep began with
   * @return empty where the range is two and a half times as wide as it was at first, or is spread
   *     in a way that has no such notion
   */
  public Optional<SpaceEdit> widened(SearchSpace first) {
    return first.parameter(parameter).flatMap(Span::of).flatMap(span -> Growth.of(this, span));
  }

  /**
   * Half the way of a widening on this side, for when it goes too far.
   *
   * @param first the space that the sweep began with
   * @return empty where no number lies between
   */
  public Optional<SpaceEdit> nearer(SearchSpace first, SpaceEdit widening) {
    return first
        .parameter(parameter)
        .flatMap(Span::of)
        .filter(span -> widening instanceof SpaceEdit.Widen)
        .flatMap(span -> Growth.halved(this, span, (SpaceEdit.Widen) widening));
  }

  /** For people, in one line. */
  public String text() {
    return "%s: the best value %s is in the outer tenth of %s..%s; better ones may lie %s it."
        .formatted(
            parameter,
            Numbers.text(value),
            Numbers.text(min),
            Numbers.text(max),
            side == Side.LOW ? "below" : "above");
  }
}
