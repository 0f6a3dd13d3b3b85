package io.attune.app;

import io.attune.trial.LayerMetric;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The last values of metrics of layers: a row per layer, from the input on. */
final class LayerTable {
  private LayerTable() {}

  /** Empty where the trial reported none. */
  static List<String> of(Trial trial) {
    Set<String> measures = new LinkedHashSet<>();
    SortedMap<Integer, Map<String, Double>> layers = new TreeMap<>();
    trial
        .curves()
        .forEach(
            (metric, curve) ->
                LayerMetric.of(metric)
                    .ifPresent(
                        name -> {
                          measures.add(name.measure());
                          layers
                              .computeIfAbsent(name.layer(), layer -> new TreeMap<>())
                              .put(name.measure(), curve.last());
                        }));
    return layers.isEmpty() ? List.of() : table(measures, layers).lines();
  }

  private static Table table(Set<String> measures, SortedMap<Integer, Map<String, Double>> layers) {
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("layer"));
    head.addAll(measures);
    table.row(head);
    layers.forEach((layer, values) -> table.row(row(layer, values, measures)));
    return table;
  }

  private static List<String> row(int layer, Map<String, Double> values, Set<String> measures) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(layer)));
    for (String measure : measures) {
      Double value = values.get(measure);
      row.add(value == null ? "" : Numbers.of(value));
    }
    return row;
  }
}
