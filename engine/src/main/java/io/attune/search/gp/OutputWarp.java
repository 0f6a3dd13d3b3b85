package io.attune.search.gp;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Makes losses fit for a Gaussian process: mean 0, variance 1, and no two change places. */
final class OutputWarp {
  // Keeps squares finite; beyond it only ranks could matter anyway.
  private static final double LARGEST = 1e150;
  private static final double STRETCH = 1.5;
  private static final int FEWEST = 8;

  private OutputWarp() {}

  /** What to make of losses. */
  enum View {
    /**
     * Looks closely at the best, and no outlier matters (Song et al. 2024, "The Vizier Gaussian
     * Process Bandit Algorithm", section on output warping): the worse half keeps only its ranks,
     * so a diverged loss of 1e300 does no harm; then differences among the best are stretched.
     */
    SHAPED,
    /** Sees how much worse the bad ones are: as they are, but for outliers pulled in. */
    PLAIN
  }

  /** Warped losses, in place of the finite ones given. */
  static double[] apply(double[] losses, View view) {
    double[] y = Arrays.stream(losses).map(OutputWarp::clamp).toArray();
    if (view == View.SHAPED) {
      compressWorseHalf(y);
      stretchBest(y);
    } else {
      pullIn(y);
    }
    standardise(y);
    return y;
  }

  private static double clamp(double loss) {
    return Math.max(-LARGEST, Math.min(LARGEST, loss));
  }

  /** Nothing is more than twice as far from the best as nine tenths are. */
  private static void pullIn(double[] y) {
    double[] sorted = Arrays.stream(y).sorted().toArray();
    double bound = sorted[0] + 2 * (sane(sorted) - sorted[0]);
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.min(bound, y[i]);
    }
  }

  /** The best of the worst tenth. */
  private static double sane(double[] sorted) {
    return sorted[(sorted.length - 1) * 9 / 10];
  }

  /** Losses above the median become the upper half of a normal distribution by their ranks. */
  private static void compressWorseHalf(double[] y) {
    double[] sorted = y.clone();
    Arrays.sort(sorted);
    double median = sorted[(y.length - 1) / 2];
    double spread = spread(y);
    int worse = worse(sorted, median);
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    for (int i = 0; i < y.length; i++) {
      if (y[i] > median) {
        double rank = middleRank(sorted, y[i]) - (sorted.length - worse);
        double share = 0.5 + 0.5 * rank / worse;
        y[i] = median + spread * normal.inverseCumulativeProbability(share);
      }
    }
  }

  /**
   * How much the better half varies, but at least half of what it did when there were half as many
   * trials. Without that floor, many near-equal trials around one optimum would shrink the spread
   * to nothing, and whatever is a little worse would look hopeless.
   */
  private static double spread(double[] y) {
    double[] sorted = y.clone();
    Arrays.sort(sorted);
    // Diverged losses of the first trials must not set the scale for the rest, hence the better
    // half of them only, and none among the worst tenth of all.
    double sane = sane(sorted);
    double spread = spreadBelow(sorted);
    double weight = 1;
    for (int count = y.length / 2; count >= FEWEST; count /= 2) {
      weight /= 2;
      double[] early = Arrays.stream(y, 0, count).filter(x -> x <= sane).sorted().toArray();
      double[] better = Arrays.copyOf(early, (early.length + 1) / 2);
      spread = Math.max(spread, weight * spreadBelow(better));
    }
    return spread > 0 ? spread : Math.max(1, Math.abs(sorted[0]));
  }

  /** Root mean square distance to the median of the losses up to it. */
  private static double spreadBelow(double[] sorted) {
    double median = sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    double largest = sorted.length == 0 ? 0 : median - sorted[0];
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    int count = 0;
    for (; count < sorted.length && sorted[count] <= median; count++) {
      double share = (median - sorted[count]) / largest;
      sum += share * share;
    }
    return largest * Math.sqrt(sum / count);
  }

  private static int worse(double[] sorted, double median) {
    int count = 0;
    for (double value : sorted) {
      count += value > median ? 1 : 0;
    }
    return count;
  }

  /** Middle of the places a value takes in the order, counting the first as 0.5. */
  private static double middleRank(double[] sorted, double value) {
    int below = 0;
    int equal = 0;
    for (double other : sorted) {
      below += other < value ? 1 : 0;
      equal += other == value ? 1 : 0;
    }
    return below + equal / 2.0;
  }

  private static void stretchBest(double[] y) {
    double min = Arrays.stream(y).min().orElse(0);
    double range = Arrays.stream(y).max().orElse(0) - min;
    for (int i = 0; i < y.length; i++) {
      double share = range > 0 ? (y[i] - min) / range : 0;
      y[i] = StrictMath.log(1 + (STRETCH - 1) * share) / StrictMath.log(STRETCH);
    }
  }

  private static void standardise(double[] y) {
    double mean = 0;
    for (double value : y) {
      mean += value / y.length;
    }
    double variance = 0;
    for (double value : y) {
      variance += (value - mean) * (value - mean) / y.length;
    }
    double deviation = variance > 0 ? Math.sqrt(variance) : 1;
    for (int i = 0; i < y.length; i++) {
      y[i] = (y[i] - mean) / deviation;
    }
  }
}
