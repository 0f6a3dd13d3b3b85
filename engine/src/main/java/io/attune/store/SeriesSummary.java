package io.attune.store;

import io.attune.trial.Objective;
import io.attune.trial.Reading;

/**
 * What a series has come to, kept up with every reading.
 *
 * @param points how many readings there are, at least one
 * @param first value of the reading that came first
 * @param last of the largest step, then time, then value, which is what MLflow calls the latest
 * @param min smallest value that is a number; NaN if there is none
 * @param max largest value that is a number; NaN if there is none
 */
public record SeriesSummary(
    SeriesKey key, long points, double first, Reading last, double min, double max) {
  /** Best value under a goal; NaN if none is a number. */
  public double best(Objective.Goal goal) {
    return goal == Objective.Goal.MINIMIZE ? min : max;
  }
}
