package io.attune.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How many of some values lie in each of some bins. Immutable.
 *
 * @param edges of the bins, one more than bins; they grow, and only the outer ones may be infinite.
 *     A bin has its lower edge but not its upper one, except for the last
 * @param counts finite, 0 or more; weights may make them no whole numbers
 * @param nan how many values are none
 * @param infinite how many values are infinite and in no bin
 */
public record Histogram(List<Double> edges, List<Double> counts, long nan, long infinite) {
  /** Most bins. */
  public static final int MOST_BINS = 1_000;

  /** Bins where nobody says how many. */
  public static final int BINS = 64;

  private static final int TEN = 10;

  /**
   * Copies the lists and checks everything.
   *
   * @throws IllegalArgumentException if edges and counts make no histogram; the message says why
   */
  public Histogram {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (counts.isEmpty() || counts.size() > MOST_BINS || edges.size() != counts.size() + 1) {
      throw new IllegalArgumentException(
          "a histogram has %d edges and %d counts; give it 1 to %,d counts and one edge more."
              .formatted(edges.size(), counts.size(), MOST_BINS));
    }
    for (int i = 0; i < counts.size(); i++) {
      if (!(edges.get(i) < edges.get(i + 1))) {
        throw new IllegalArgumentException(
            "edge %d of a histogram is %s and edge %d is %s; edges must grow."
                .formatted(i + 1, edges.get(i), i + 2, edges.get(i + 1)));
      }
      if (!(counts.get(i) >= 0) || Double.isInfinite(counts.get(i))) {
        throw new IllegalArgumentException(
            "count %d of a histogram is %s; counts are 0 or more.".formatted(i + 1, counts.get(i)));
      }
    }
    if (nan < 0 || infinite < 0) {
      throw new IllegalArgumentException("a histogram counts %d and %d.".formatted(nan, infinite));
    }
  }

  /** Of values in bins of one width, from the smallest to the largest that is finite. */
  public static Histogram of(double[] values, int bins) {
    long nan = DoubleStream.of(values).filter(Double::isNaN).count();
    long infinite = DoubleStream.of(values).filter(Double::isInfinite).count();
    double low = finite(values).min().orElse(0);
    double high = finite(values).max().orElse(1);
    List<Double> edges = edges(low, high, Math.max(1, Math.min(bins, MOST_BINS)));
    double[] counts = new double[edges.size() - 1];
    // The range itself may be more than the largest number, its half is not.
    double width = high / 2 - low / 2;
    finite(values).forEach(value -> counts[bin(value / 2 - low / 2, width, counts.length)]++);
    return new Histogram(edges, DoubleStream.of(counts).boxed().toList(), nan, infinite);
  }

  private static DoubleStream finite(double[] values) {
    return DoubleStream.of(values).filter(Double::isFinite);
  }

  private static int bin(double above, double width, int bins) {
    return width > 0 ? (int) Math.min(bins - 1, above / width * bins) : bins / 2;
  }

  private static List<Double> edges(double low, double high, int bins) {
    if (high / 2 - low / 2 <= TEN * bins * Math.ulp(Math.max(Math.abs(low), Math.abs(high)))) {
      // All are one value: one bin around it.
      double half = Math.max(0.5, TEN * Math.ulp(Math.max(Math.abs(low), Math.abs(high))));
      return List.of(low - half, high + half);
    }
    List<Double> edges = new ArrayList<>(bins + 1);
    for (int i = 0; i < bins; i++) {
      double share = (double) i / bins;
      edges.add(low * (1 - share) + high * share);
    }
    edges.add(high);
    return edges;
  }
}
