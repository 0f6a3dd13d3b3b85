package io.attune.exchange.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial as Optuna keeps it.
 *
 * @param state in Optuna's words
 * @param values of the objectives; empty unless it came to some
 * @param steps values on the way, in the order in which they came
 */
record StudyTrial(
    long number,
    String state,
    Optional<Instant> started,
    Optional<Instant> ended,
    List<Param> params,
    List<Double> values,
    List<Step> steps,
    Map<String, JsonNode> user,
    Map<String, JsonNode> system) {
  /**
   * One parameter.
   *
   * @param value itself, or the index of a choice
   * @param distribution as JSON
   */
  record Param(String name, double value, String distribution) {}

  /** A value on the way. */
  record Step(long step, double value) {}
}
