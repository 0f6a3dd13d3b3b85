package io.attune.run;

import java.util.List;

/**
 * What a learning-rate range test found.
 *
 * @param min the least rate worth trying, above 0
 * @param max the largest one
 * @param suggested the one to take if there is to be only one
 * @param reason why these, for people
 * @param points what was measured, by growing rate
 */
public record RateRange(
    double min, double max, double suggested, String reason, List<Point> points) {
  /** Copies the list. */
  public RateRange {
    points = List.copyOf(points);
  }

  /**
   * An update of the test.
   *
   * @param rate learning rate
   * @param loss of the batch before the update; NaN or infinite where training diverged
   * @param smoothed mean of the losses so far, in which the later count more
   */
  public record Point(double rate, double loss, double smoothed) {}
}
