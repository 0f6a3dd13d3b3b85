package io.attune.exchange.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.attune.trial.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A study as Optuna keeps it.
 *
 * @param distributions of each parameter, all that occur, as JSON
 * @param constraints keys of those that trials have; a list of them counts by its indices
 */
record Study(
    String name,
    List<Objective.Goal> goals,
    Map<String, JsonNode> user,
    Map<String, JsonNode> system,
    Map<String, List<String>> distributions,
    List<String> constraints) {
  private static final String NAMES = "study:metric_names";

  /** What its values are called here. */
  List<String> metrics() {
    return IntStream.range(0, goals.size()).mapToObj(this::metric).toList();
  }

  private String metric(int index) {
    JsonNode names = system.getOrDefault(NAMES, MissingNode.getInstance());
    String own = names.path(index).asText();
    if (!own.isBlank()) {
      return own;
    }
    return goals.size() == 1 ? "value" : "value_" + index;
  }

  /** Attributes that only Optuna's own parts can use. */
  Map<String, JsonNode> inner() {
    Map<String, JsonNode> inner = new LinkedHashMap<>(system);
    inner.remove(NAMES);
    return inner;
  }
}
