package io.attune.analysis;

import io.attune.space.Domain;
import io.attune.space.Parameter;
import io.attune.trial.History;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches whether the best trial lies at the border of the search. A number is at the border in the
 * outer tenth of its range, measured on its own scale (of a logarithmic range, a tenth of the
 * factors). Natural limits are no borders: a lower end of 0; 1 where whole numbers are counted; an
 * upper end of 1 for a number that is not negative. Neither are the ends of choices, of ranges with
 * fewer than five values, of unbounded distributions, and of parameters that are fixed.
 */
public final class BorderWatch {
  private static final double OUTER = 0.1;

  /** Before so many trials have a score, the best of them is anywhere. */
  private static final int ENOUGH = 10;

  private BorderWatch() {}

  /**
   * The borders that the best trial lies at; in a sweep with stages, of the latest one.
   *
   * @param domain where the sweep searches now
   * @return empty while fewer than ten trials have a score
   */
  public static List<Border> of(Domain domain, History all) {
    History history = all.stage();
    long scored =
        history.trials().stream().filter(trial -> history.outcome(trial).isPresent()).count();
    Optional<Trial> best = history.best();
    return scored < ENOUGH || best.isEmpty() ? List.of() : of(domain, best.get());
  }

  private static List<Border> of(Domain domain, Trial best) {
    List<Border> borders = new ArrayList<>();
    for (Parameter parameter : domain.space().parameters()) {
      Object value = best.assignment().values().get(parameter.name());
      if (value instanceof Number number
          && !domain.fixed().containsKey(parameter.name())
          && parameter.accepts(value)) {
        Span.of(parameter)
            .flatMap(span -> border(parameter.name(), span, number.doubleValue()))
            .ifPresent(borders::add);
      }
    }
    return borders;
  }

  private static Optional<Border> border(String name, Span span, double value) {
    double place = span.place(value);
    boolean low = (place <= OUTER || value == span.min()) && !span.naturalLow();
    boolean high = (place >= 1 - OUTER || value == span.max()) && !span.naturalHigh();
    return low || high
        ? Optional.of(
            new Border(
                name, low ? Border.Side.LOW : Border.Side.HIGH, value, span.min(), span.max()))
        : Optional.empty();
  }
}
