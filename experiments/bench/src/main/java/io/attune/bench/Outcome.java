package io.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One finished run, as results files keep it. */
record Outcome(RunKey key, ObjectNode json) {
  /**
   * A run over a number of trials.
   *
   * @param seconds processor time of all suggestions
   */
  static Outcome ofTrials(RunKey key, int trials, Best best, double seconds) {
    ObjectNode json = json(key).put("n", trials);
    json.set("steps", steps(best));
    return new Outcome(key, json.put("cpu_s", Math.round(seconds * 1e4) / 1e4));
  }

  /** A run over a number of epochs. */
  static Outcome ofEpochs(RunKey key, long epochs, Best best, int trials) {
    ObjectNode json = json(key).put("budget", epochs);
    json.set("curve", steps(best));
    return new Outcome(key, json.put("trials", trials));
  }

  /** Value at the end, free of noise; NaN if nothing worked. */
  double best() {
    JsonNode steps = json.has("steps") ? json.get("steps") : json.path("curve");
    return steps.path(steps.size() - 1).path(1).asDouble(Double.NaN);
  }

  /** Number of trials started. */
  int trials() {
    return json.path("n").asInt(json.path("trials").asInt());
  }

  /** Processor time of one suggestion in milliseconds; NaN where it was not measured. */
  double millis() {
    return 1000 * json.path("cpu_s").asDouble(Double.NaN) / trials();
  }

  private static ObjectNode json(RunKey key) {
    return ObjectiveServer.JSON
        .createObjectNode()
        .put("problem", key.problem())
        .put("opt", key.optimizer())
        .put("seed", key.seed());
  }

  private static ArrayNode steps(Best best) {
    ArrayNode steps = ObjectiveServer.JSON.createArrayNode();
    best.steps().forEach(step -> steps.addArray().add(step.at()).add(step.value()));
    return steps;
  }
}
