package io.attune.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.sweep.SweepFile;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The larger ones of the events that steer a sweep; spaces are in the notation of sweep files. */
final class SteeringJson {
  private SteeringJson() {}

  static void edited(ObjectNode json, SweepEvent.Edited edit) {
    json.put("change", edit.change());
    domain(json, edit.domain());
  }

  static SweepEvent edited(JsonNode json, Instant at, String change) {
    return new SweepEvent.Edited(at, domain(json), change);
  }

  static void staged(ObjectNode json, SweepEvent.Staged stage) {
    json.put("change", stage.change()).put("name", stage.name());
    ArrayNode from = json.putArray("from");
    stage.from().forEach(from::add);
    domain(json, stage.domain());
  }

  static SweepEvent staged(JsonNode json, Instant at, String change) {
    List<Integer> from = new ArrayList<>();
    json.path("from").forEach(trial -> from.add(trial.asInt()));
    return new SweepEvent.Staged(at, json.path("name").asText(), domain(json), from, change);
  }

  private static void domain(ObjectNode json, Domain domain) {
    json.set("parameters", EventJson.parse(SweepFile.writeSpace(domain.space())));
    json.set("fixed", EventJson.values(new Assignment(domain.fixed())));
  }

  private static Domain domain(JsonNode json) {
    return new Domain(
        SweepFile.parseSpace(EventJson.line(json.path("parameters"))),
        EventJson.assignment(json.path("fixed")).values());
  }

  /** The names of fields keep clear of those of a trial of this sweep. */
  static void prior(ObjectNode json, SweepEvent.Prior prior) {
    json.put("of_sweep", prior.sweep()).put("of_trial", prior.trial());
    json.put("last_step", prior.step());
    json.set("assignment", EventJson.values(prior.assignment()));
    json.set("metrics", EventJson.metrics(prior.metrics()));
  }

  static SweepEvent prior(JsonNode json, Instant at, TrialState state) {
    return new SweepEvent.Prior(
        at,
        json.path("of_sweep").asLong(),
        json.path("of_trial").asInt(),
        EventJson.assignment(json.path("assignment")),
        state,
        json.path("last_step").asLong(),
        EventJson.numbers(json.path("metrics")));
  }
}
