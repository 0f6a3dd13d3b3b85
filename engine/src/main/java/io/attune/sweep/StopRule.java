package io.attune.sweep;

import io.attune.search.Forecast;
import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a sweep has achieved enough. No trial is started or goes on from a pause after that; those
 * that run train to their end. It is no part of the budget: that says what may be spent, this what
 * it must be worth.
 *
 * @param target value of the objective, the first of several, that is good enough
 * @param minImprovement expected improvement that a trial must bring, see {@link Forecast}; above 0
 */
public record StopRule(OptionalDouble target, OptionalDouble minImprovement) {
  /** Never enough. */
  public static final StopRule NEVER = new StopRule(OptionalDouble.empty(), OptionalDouble.empty());

  /** Checks the numbers. */
  public StopRule {
    if (target.isPresent() && !Double.isFinite(target.getAsDouble())) {
      throw new IllegalArgumentException(
          "target must be finite, but is %s. Maybe leave it out.".formatted(target.getAsDouble()));
    }
    if (minImprovement.isPresent()
        && !(minImprovement.getAsDouble() > 0 && Double.isFinite(minImprovement.getAsDouble()))) {
      throw new IllegalArgumentException(
          "min_improvement must be above 0, but is %s. Maybe use 0.001."
              .formatted(minImprovement.getAsDouble()));
    }
  }

  /** The same with a target. */
  StopRule target(double value) {
    return new StopRule(OptionalDouble.of(value), minImprovement);
  }

  /** The same with a least improvement. */
  StopRule minImprovement(double value) {
    return new StopRule(target, OptionalDouble.of(value));
  }

  /** Why it is enough; empty while it is not. */
  public Optional<String> reached(History history) {
    return targetReached(history).or(() -> notWorthATrial(history));
  }

  /** Whether the target is reached, so that not even another stage is wanted. */
  public boolean isGood(History history) {
    return targetReached(history).isPresent();
  }

  private Optional<String> targetReached(History history) {
    if (target.isEmpty()) {
      return Optional.empty();
    }
    double wanted = history.objective().loss(target.getAsDouble());
    return history
        .best()
        .filter(best -> history.outcome(best).map(Outcome::feasible).orElse(false))
        .filter(best -> history.loss(best).orElse(Double.POSITIVE_INFINITY) <= wanted)
        .map(
            (Trial best) ->
                "trial %d reached the target %s".formatted(best.number(), target.getAsDouble()));
  }

  private Optional<String> notWorthATrial(History history) {
    if (minImprovement.isEmpty()) {
      return Optional.empty();
    }
    double least = minImprovement.getAsDouble();
    return Forecast.of(history)
        .filter(forecast -> forecast.perTrial() < least)
        .map(
            forecast ->
                String.format(
                    Locale.ROOT,
                    "expected improvement %.2g per trial is below %s"
                        + " (forecast of the next %d trials from the last %d)",
                    forecast.perTrial(),
                    least,
                    forecast.trials(),
                    forecast.window()));
  }
}
