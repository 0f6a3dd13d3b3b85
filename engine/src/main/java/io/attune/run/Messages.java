package io.attune.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.store.EventJson;
import io.attune.trial.Cause;
import io.attune.trial.TrialEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The lines that a worker process and its parent exchange, one JSON object each. */
final class Messages {
  private Messages() {}

  static String plan(TrialPlan plan) {
    ObjectNode json = of("plan");
    json.put("trial", plan.trial()).put("attempt", plan.attempt());
    json.put("purpose", plan.purpose().name()).put("seed", plan.seed());
    json.put("first_step", plan.firstStep()).put("directory", plan.directory().toString());
    json.set("assignment", EventJson.values(plan.assignment()));
    return EventJson.line(json);
  }

  static TrialPlan plan(JsonNode json) {
    return new TrialPlan(
        json.path("trial").asInt(),
        json.path("attempt").asInt(),
        TrialPlan.Purpose.valueOf(json.path("purpose").asText()),
        EventJson.assignment(json.path("assignment")),
        json.path("seed").asLong(),
        json.path("first_step").asLong(),
        Path.of(json.path("directory").asText()));
  }

  static String answer(boolean goOn) {
    return EventJson.line(of("answer").put("go_on", goOn));
  }

  static boolean goOn(JsonNode json) {
    return json.path("go_on").asBoolean();
  }

  static String placed(Map<String, String> environment) {
    ObjectNode json = of("placed");
    ObjectNode facts = json.putObject("environment");
    environment.forEach(facts::put);
    return EventJson.line(json);
  }

  static Map<String, String> environment(JsonNode json) {
    return EventJson.texts(json.path("environment"));
  }

  static String report(long step, Map<String, Double> metrics) {
    ObjectNode json = of("report").put("step", step);
    json.set("metrics", EventJson.metrics(metrics));
    return EventJson.line(json);
  }

  static long step(JsonNode json) {
    return json.path("step").asLong();
  }

  static Map<String, Double> metrics(JsonNode json) {
    return EventJson.numbers(json.path("metrics"));
  }

  static String log(String line) {
    return EventJson.line(of("log").put("line", line));
  }

  static String line(JsonNode json) {
    return json.path("line").asText();
  }

  static String attached(long id, TrialPlan plan, Keepsake keepsake) {
    ObjectNode json = of("attached").put("id", id);
    json.set(
        "event",
        EventJson.write(
            new TrialEvent.Attached(
                plan.trial(), Instant.EPOCH, plan.attempt(), keepsake.what(), keepsake.text())));
    return EventJson.line(json);
  }

  static long id(JsonNode json) {
    return json.path("id").asLong();
  }

  static Keepsake keepsake(JsonNode json) {
    if (EventJson.read(json.path("event")) instanceof TrialEvent.Attached attached) {
      return new Keepsake(attached.what(), attached.text());
    }
    throw new IllegalArgumentException("no attachment: " + json);
  }

  static String kept(long id, Optional<String> problem) {
    ObjectNode json = of("kept").put("id", id);
    problem.ifPresent(text -> json.put("problem", text));
    return EventJson.line(json);
  }

  static Optional<String> problem(JsonNode json) {
    return Optional.ofNullable(json.path("problem").textValue());
  }

  static String tested(Map<String, Double> metrics) {
    ObjectNode json = of("tested");
    json.set("metrics", EventJson.metrics(metrics));
    return EventJson.line(json);
  }

  static String ended(Optional<Cause> failure) {
    ObjectNode json = of("ended");
    failure.ifPresent(
        cause ->
            json.put("cause", cause.kind().name())
                .put("message", cause.message())
                .put("detail", cause.detail()));
    return EventJson.line(json);
  }

  static Optional<Cause> failure(JsonNode json) {
    return json.has("cause")
        ? Optional.of(
            new Cause(
                Cause.Kind.valueOf(json.path("cause").asText()),
                json.path("message").asText(),
                json.path("detail").asText()))
        : Optional.empty();
  }

  static String type(JsonNode json) {
    return json.path("type").asText();
  }

  private static ObjectNode of(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
