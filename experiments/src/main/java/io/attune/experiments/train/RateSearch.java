package io.attune.experiments.train;

import io.attune.run.RateRange;
import io.attune.run.RateRange.Point;
import java.util.List;
import java.util.Locale;

/**
 * Reads off a ramp of learning rates which are worth trying: up to the one where the smoothed loss
 * was least, beyond which it rises, and down to a hundredth of the one where it fell fastest, since
 * a run is longer than the test and gets far with small steps, too.
 */
final class RateSearch {
  /** The loss must fall by this share of itself for the test to say anything. */
  private static final double FALL = 0.02;

  private static final double BELOW_STEEPEST = 100;

  /** Half the window that slopes are taken over, in points. */
  private static final int HALF = 5;

  private final List<Point> points;

  RateSearch(List<Point> points) {
    this.points = points;
  }

  /**
   * The rates.
   *
   * @throws IllegalArgumentException if no rate lowers the loss
   */
  RateRange range() {
    int least = least();
    double first = points.get(0).smoothed();
    if (!(points.get(least).smoothed() <= (1 - FALL) * highest(least))) {
      throw new IllegalArgumentException(
          "no learning rate from %s to %s lowers the loss of %s. Run the pre-flight checks, or give min and max as numbers."
              .formatted(number(points.get(0).rate()), number(last().rate()), number(first)));
    }
    int steepest = steepest(least);
    double fastest = points.get(steepest).rate();
    double most = points.get(least).rate();
    return new RateRange(
        round(fastest / BELOW_STEEPEST),
        round(most),
        round(fastest),
        reason(least, steepest),
        points);
  }

  private String reason(int least, int steepest) {
    return "the loss falls fastest at %s, from %s at the start to %s at %s, and %s; so the largest rate is where it is least, and the smallest a hundredth of where it falls fastest"
        .formatted(
            number(points.get(steepest).rate()),
            number(points.get(0).smoothed()),
            number(points.get(least).smoothed()),
            number(points.get(least).rate()),
            least == points.size() - 1
                ? "never rises again"
                : "rises to %s at %s".formatted(number(last().smoothed()), number(last().rate())));
  }

  private Point last() {
    return points.get(points.size() - 1);
  }

  private int least() {
    int least = 0;
    for (int i = 1; i < points.size(); i++) {
      least = points.get(i).smoothed() < points.get(least).smoothed() ? i : least;
    }
    return least;
  }

  private double highest(int end) {
    return points.subList(0, end + 1).stream().mapToDouble(Point::smoothed).max().orElseThrow();
  }

  /** Where the smoothed loss falls fastest by the logarithm of the rate, before it is least. */
  private int steepest(int least) {
    int steepest = Math.max(0, least - HALF);
    for (int i = HALF; i + HALF <= least; i++) {
      steepest = slope(i) < slope(steepest) ? i : steepest;
    }
    return steepest;
  }

  /** The points are evenly apart on the logarithmic scale. */
  private double slope(int at) {
    int from = Math.max(0, at - HALF);
    int to = Math.min(points.size() - 1, at + HALF);
    return (points.get(to).smoothed() - points.get(from).smoothed()) / (to - from);
  }

  /** Two digits: the test is no more exact than that, and people have to read it. */
  private static double round(double rate) {
    return Double.parseDouble(number(rate));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 0.1 && value < 1000 ? "%.2f" : "%.1e", value);
  }
}
