package io.attune.search.gp;

import java.util.Arrays;

/**
 * Makes losses of curves look Gaussian. Curves are to be continued beyond their points, so unlike
 * {@link OutputWarp} this bends smoothly: the logarithm of the distance to the best, which
 * stretches differences among good losses, and bounded, so that a diverged loss does no harm. Its
 * unit is the distance from the best to the median, times 0.3; mean 0 and variance 1 are those of
 * the last losses.
 */
final class CurveWarp {
  private static final double FAR = 3;
  private static final double UNIT = 0.3;

  private final double best;
  private final double worst;
  private final double unit;
  private final double mean;
  private final double deviation;

  /**
   * Learns the warp.
   *
   * @param last the last best loss of each trial; at least one
   */
  CurveWarp(double[] last) {
    double[] sorted = last.clone();
    Arrays.sort(sorted);
    this.best = sorted[0];
    this.worst = sorted[sorted.length - 1];
    double middle = sorted[sorted.length / 2] - best;
    this.unit = middle > 0 && middle < Double.POSITIVE_INFINITY ? UNIT * middle : 1;
    this.mean = Arrays.stream(last).map(this::bent).average().orElse(0);
    double variance =
        Arrays.stream(last)
            .map(loss -> (bent(loss) - mean) * (bent(loss) - mean))
            .average()
            .orElse(0);
    this.deviation = variance > 0 ? Math.sqrt(variance) : 1;
  }

  /** What the best last loss becomes. */
  double best() {
    return apply(best);
  }

  /** What failed trials count as: half a range worse than the worst, which repels enough. */
  double failed() {
    return 1.5 * apply(worst) - 0.5 * best();
  }

  /** Grows with the loss. */
  double apply(double loss) {
    return (bent(loss) - mean) / deviation;
  }

  private double bent(double loss) {
    double log = StrictMath.log1p(Math.max(0, Math.min(Double.MAX_VALUE, loss - best)) / unit);
    double beyond = Math.max(0, log - FAR);
    return Math.min(log, FAR) + beyond / (1 + beyond);
  }
}
