package io.attune.analysis;

import io.attune.trial.Curve;
import io.attune.trial.LayerMetric;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Curves of a network's layers, by what they measure and by the layer, see {@link LayerMetric}. */
record LayerCurves(Map<String, SortedMap<Integer, Curve>> byMeasure) {
  static LayerCurves of(Map<String, Curve> metrics) {
    Map<String, SortedMap<Integer, Curve>> found = new TreeMap<>();
    metrics.forEach((name, curve) -> LayerMetric.of(name).ifPresent(of -> put(found, of, curve)));
    return new LayerCurves(found);
  }

  private static void put(
      Map<String, SortedMap<Integer, Curve>> found, LayerMetric metric, Curve curve) {
    if (!curve.isEmpty()) {
      found
          .computeIfAbsent(metric.measure(), measure -> new TreeMap<>())
          .put(metric.layer(), curve);
    }
  }

  /** The first value of each layer that has one. */
  SortedMap<Integer, Double> first(String measure) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    layers(measure).forEach((layer, curve) -> values.put(layer, curve.value(0)));
    return values;
  }

  /** The last value of each layer that has one. */
  SortedMap<Integer, Double> last(String measure) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    layers(measure).forEach((layer, curve) -> values.put(layer, curve.last()));
    return values;
  }

  /** The median over the training of each layer; non-finite values count as they are. */
  SortedMap<Integer, Double> typical(String measure) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    layers(measure).forEach((layer, curve) -> values.put(layer, median(values(curve))));
    return values;
  }

  /** The median over layers of what is typical for each; empty without any. */
  OptionalDouble typicalOfAll(String measure) {
    double[] all = typical(measure).values().stream().mapToDouble(value -> value).toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(median(all));
  }

  /** The least over layers of what is typical for each; empty without any. */
  OptionalDouble least(String measure) {
    return typical(measure).values().stream().mapToDouble(value -> value).min();
  }

  /**
   * The most over hidden layers of what is typical for each, as a multiple of the first layer's.
   * Empty with fewer than two hidden layers; the last layer is not hidden.
   */
  OptionalDouble growth(String measure) {
    double[] all = typical(measure).values().stream().mapToDouble(value -> value).toArray();
    return all.length <= 2 || all[0] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(all, 0, all.length - 1).max().orElse(all[0]) / all[0]);
  }

  private SortedMap<Integer, Curve> layers(String measure) {
    return byMeasure.getOrDefault(measure, new TreeMap<>());
  }

  private static double[] values(Curve curve) {
    double[] values = new double[curve.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = curve.value(i);
    }
    return values;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
