package io.attune.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Counts values in bins, so that a million weights need not travel. */
final class Bins {
  private static final int MOST = 64;
  private static final double NARROW = 1e-12;

  private Bins() {}

  /** A histogram as Attune's server takes it. */
  static Map<String, Object> of(double... values) {
    double low = finite(values).min().orElse(0);
    double high = finite(values).max().orElse(1);
    List<Double> edges = edges(low, high);
    double[] counts = new double[edges.size() - 1];
    double width = high / 2 - low / 2;
    finite(values).forEach(value -> counts[bin(value / 2 - low / 2, width, counts.length)]++);
    Map<String, Object> histogram = new LinkedHashMap<>();
    histogram.put("edges", edges);
    histogram.put("counts", DoubleStream.of(counts).boxed().toList());
    histogram.put("nan", DoubleStream.of(values).filter(Double::isNaN).count());
    histogram.put("infinite", DoubleStream.of(values).filter(Double::isInfinite).count());
    return histogram;
  }

  private static DoubleStream finite(double... values) {
    return DoubleStream.of(values).filter(Double::isFinite);
  }

  private static int bin(double above, double width, int bins) {
    return bins == 1 ? 0 : (int) Math.min(bins - 1, above / width * bins);
  }

  private static List<Double> edges(double low, double high) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (high / 2 - low / 2 <= NARROW * size) {
      double half = Math.max(0.5, NARROW * size);
      return List.of(low - half, high + half);
    }
    List<Double> edges = new ArrayList<>(MOST + 1);
    for (int i = 0; i < MOST; i++) {
      double share = (double) i / MOST;
      edges.add(low * (1 - share) + high * share);
    }
    edges.add(high);
    return edges;
  }
}
