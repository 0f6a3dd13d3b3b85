package io.attune.store;

/**
 * One metric of one attempt of a trial.
 *
 * @param trial from 1
 * @param attempt from 1; {@value #RECORDED} for what others recorded, which belongs to no attempt
 */
public record SeriesKey(SweepId sweep, int trial, int attempt, String metric) {
  /** The attempt of readings that others recorded. */
  public static final int RECORDED = 0;

  /** The readings of a metric that others recorded of a trial. */
  public static SeriesKey recorded(SweepId sweep, int trial, String metric) {
    return new SeriesKey(sweep, trial, RECORDED, metric);
  }

  boolean isRecorded() {
    return attempt == RECORDED;
  }
}
