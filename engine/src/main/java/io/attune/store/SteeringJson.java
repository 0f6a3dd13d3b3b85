package io.attune.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.sweep.SweepFile;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialState;
import java.time.Instant;

/** The larger ones of the events that steer a sweep; spaces are in the notation of sweep files. */
final class SteeringJson {
  private SteeringJson() {}

  static void edited(ObjectNode json, SweepEvent.Edited edit) {
    json.put("change", edit.change());
    json.set("parameters", EventJson.parse(SweepFile.writeSpace(edit.domain().space())));
    json.set("fixed", EventJson.values(new Assignment(edit.domain().fixed())));
  }

  static SweepEvent edited(JsonNode json, Instant at, String change) {
    Domain domain =
        new Domain(
            SweepFile.parseSpace(EventJson.line(json.path("parameters"))),
            EventJson.assignment(json.path("fixed")).values());
    return new SweepEvent.Edited(at, domain, change);
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
