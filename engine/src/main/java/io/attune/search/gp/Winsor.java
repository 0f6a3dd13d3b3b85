package io.attune.search.gp;

import java.util.Arrays;

/**
 * Numbers made fit for a model without bending them: outliers are pulled in, then mean 0 and
 * variance 1. With several objectives every part of an objective's range may hold a piece of the
 * front, so the worse half is not squeezed as {@link OutputWarp} does for one.
 */
final class Winsor {
  private static final double FAR = 4;
  private static final double LARGEST = 1e150;

  private final double low;
  private final double high;
  private final double mean;
  private final double deviation;

  private Winsor(double low, double high, double mean, double deviation) {
    this.low = low;
    this.high = high;
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Fitted to finite numbers: bounds lie four interquartile ranges from the middle half. */
  static Winsor of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double quarter = quantile(sorted, 0.25);
    double threeQuarters = quantile(sorted, 0.75);
    double reach = FAR * (threeQuarters - quarter);
    boolean bounded = reach > 0;
    double low = bounded ? quarter - reach : -LARGEST;
    double high = bounded ? threeQuarters + reach : LARGEST;
    double[] kept = Arrays.stream(sorted).map(x -> Math.max(low, Math.min(high, x))).toArray();
    double mean = Arrays.stream(kept).map(x -> x / kept.length).sum();
    double variance =
        Arrays.stream(kept).map(x -> (x - mean) / Math.sqrt(kept.length)).map(x -> x * x).sum();
    return new Winsor(low, high, mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  private static double quantile(double[] sorted, double fraction) {
    double place = fraction * (sorted.length - 1);
    int below = (int) place;
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    double share = place - below;
    double value = sorted[below] * (1 - share) + above * share;
    return Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  double apply(double number) {
    return (Math.max(low, Math.min(high, number)) - mean) / deviation;
  }

  double[] apply(double[] numbers) {
    return Arrays.stream(numbers).map(this::apply).toArray();
  }
}
