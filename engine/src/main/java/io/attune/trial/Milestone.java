package io.attune.trial;

import java.util.OptionalInt;

/**
 * A point of training at which some trials are compared. A trial arrives with its first report of
 * the objective at or after the point, so trainers that report now and then arrive as well.
 *
 * @param firstTrial number of the first trial that counts
 * @param lastTrial number of the last trial that counts
 * @param from where trials arrive: a step, or a number of reports
 * @param until where the next milestone is, {@code Long.MAX_VALUE} for none
 * @param unit what is counted
 * @param measure which of a trial's losses counts
 */
public record Milestone(
    int firstTrial, int lastTrial, long from, long until, Unit unit, Measure measure) {

  /** What {@link #from} counts. */
  public enum Unit {
    /** Steps as the trainer numbers them. */
    STEPS,
    /** Reports of the objective, whatever their steps. */
    REPORTS
  }

  /** Which of the losses up to the milestone counts. */
  public enum Measure {
    /** The best one. */
    BEST,
    /** The one with which the trial arrived. */
    LAST
  }

  /** Where trials are compared by their best losses, whatever their numbers. */
  public static Milestone steps(long from, long until) {
    return new Milestone(1, Integer.MAX_VALUE, from, until, Unit.STEPS, Measure.BEST);
  }

  /** The same for some trials only. */
  public Milestone ofTrials(int first, int last) {
    return new Milestone(first, last, from, until, unit, measure);
  }

  /** The same in other units, or with another measure. */
  public Milestone counting(Unit unit, Measure measure) {
    return new Milestone(firstTrial, lastTrial, from, until, unit, measure);
  }

  /** Whether a trial with a number counts. */
  public boolean has(int trial) {
    return trial >= firstTrial && trial <= lastTrial;
  }

  /** Index of the point with which a curve of the objective arrives; empty before it has. */
  OptionalInt arrival(Curve curve) {
    if (unit == Unit.REPORTS) {
      return curve.size() >= from ? OptionalInt.of((int) from - 1) : OptionalInt.empty();
    }
    int index = curve.firstAt(from);
    return index < curve.size() ? OptionalInt.of(index) : OptionalInt.empty();
  }

  /** Whether a trial with this curve of the objective is paused before the next milestone. */
  boolean pausedAt(Trial trial, Curve curve) {
    return trial.state() instanceof TrialState.Paused at
        && (unit == Unit.STEPS ? at.step() : curve.size()) < until;
  }

  /** Loss of a curve at the point with an index, as this milestone measures it. */
  double loss(Curve curve, int index, Objective objective) {
    if (measure == Measure.LAST) {
      return finite(objective.loss(curve.value(index)));
    }
    boolean isNow = index == curve.size() - 1;
    Curve until = isNow ? curve : curve.until(curve.step(index));
    return finite(objective.loss(until.best(objective)));
  }

  private static double finite(double loss) {
    return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }
}
