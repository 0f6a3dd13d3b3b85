package io.attune.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One finished run.
 *
 * @param best value at the end, free of noise; NaN if nothing worked
 * @param trials number of trials started
 * @param seconds processor time of all suggestions; NaN where it was not measured
 * @param json what results files keep of it
 */
record Outcome(RunKey key, double best, int trials, double seconds, ObjectNode json) {
  /** A run over a number of trials. */
  static Outcome ofTrials(RunKey key, int trials, Best best, double seconds) {
    ObjectNode json = json(key).put("n", trials);
    json.set("steps", steps(best));
    json.put("cpu_s", Math.round(seconds * 1e4) / 1e4);
    return new Outcome(key, best.value(), trials, seconds, json);
  }

  /** A run over a number of epochs. */
  static Outcome ofEpochs(RunKey key, long epochs, Best best, int trials) {
    ObjectNode json = json(key).put("budget", epochs);
    json.set("curve", steps(best));
    json.put("trials", trials);
    return new Outcome(key, best.value(), trials, Double.NaN, json);
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
