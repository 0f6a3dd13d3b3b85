package io.attune.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.space.Assignment;
import io.attune.sweep.ValueJson;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events as JSON objects, the same in the store, between processes and over HTTP. NaN and the
 * infinities travel as the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
public final class EventJson {
  private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(ValueJson.module());

  private EventJson() {}

  /** The event with its {@code kind}, {@code at} and whatever it holds. */
  public static ObjectNode write(Event event) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("kind", kind(event));
    json.put("at", event.at().toString());
    if (event instanceof TrialEvent trialEvent) {
      json.put("trial", trialEvent.trial());
    }
    fill(json, event);
    return json;
  }

  /**
   * Back from {@link #write}.
   *
   * @throws IllegalArgumentException if the object is no event
   */
  public static Event read(JsonNode json) {
    Instant at = Instant.parse(text(json, "at"));
    int trial = json.path("trial").asInt();
    int attempt = json.path("attempt").asInt();
    return switch (text(json, "kind")) {
      case "opened" -> new SweepEvent.Opened(at, texts(json.path("environment")));
      case "closed" ->
          new SweepEvent.Closed(
              at, SweepEvent.Outcome.valueOf(text(json, "outcome")), text(json, "reason"));
      case "enqueued" ->
          new SweepEvent.Enqueued(at, assignment(json.path("point")), text(json, "by"));
      case "edited" -> SteeringJson.edited(json, at, text(json, "change"));
      case "staged" -> SteeringJson.staged(json, at, text(json, "change"));
      case "extended" -> new SweepEvent.Extended(at, json.path("trials").asInt());
      case "paused" -> new SweepEvent.Paused(at);
      case "continued" -> new SweepEvent.Continued(at);
      case "resized" -> new SweepEvent.Resized(at, json.path("parallel").asInt());
      case "halted" -> new SweepEvent.Halted(at, json.path("target").asInt());
      case "requested" -> new SweepEvent.Requested(at, text(json, "id"), text(json, "by"));
      case "prior" -> SteeringJson.prior(json, at, state(json));
      case "noted" -> new SweepEvent.Noted(at, text(json, "text"));
      case "measured" ->
          new SweepEvent.Measured(at, text(json, "what"), numbers(json.path("metrics")));
      case "labelled" -> RecordedJson.labelled(json, at);
      case "aimed" -> RecordedJson.aimed(json, at);
      case "described" -> RecordedJson.described(json, trial, at);
      case "recorded" -> RecordedJson.recorded(json, trial, at);
      case "tallied" -> RecordedJson.tallied(json, trial, at);
      case "erased" -> new TrialEvent.Erased(trial, at);
      case "voided" -> new SweepEvent.Voided(at);
      case "attached" -> AttachedJson.read(json, trial, at, attempt);
      case "detached" -> AttachedJson.detached(json, trial, at);
      case "received" -> RecordedJson.received(json, trial, at);
      case "started" ->
          new TrialEvent.Started(
              trial, at, assignment(json.path("assignment")), json.path("seen").asLong());
      case "resumed" -> new TrialEvent.Resumed(trial, at, attempt, json.path("from_step").asLong());
      case "placed" -> new TrialEvent.Placed(trial, at, attempt, texts(json.path("environment")));
      case "reported" ->
          new TrialEvent.Reported(
              trial, at, attempt, json.path("step").asLong(), numbers(json.path("metrics")));
      case "logged" -> new TrialEvent.Logged(trial, at, attempt, text(json, "text"));
      case "ended" -> new TrialEvent.Ended(trial, at, attempt, state(json));
      case "tested" -> new TrialEvent.Tested(trial, at, numbers(json.path("metrics")));
      default -> throw new IllegalArgumentException("no event: " + json);
    };
  }

  /** The stable word for a kind of event. */
  public static String kind(Event event) {
    return event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** One line of JSON. */
  public static String line(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Back from {@link #line}.
   *
   * @throws IllegalArgumentException if the text is no JSON
   */
  public static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Metrics as an object of numbers. */
  public static ObjectNode metrics(Map<String, Double> metrics) {
    ObjectNode json = MAPPER.createObjectNode();
    metrics.forEach((name, value) -> json.set(name, number(value)));
    return json;
  }

  static JsonNode number(double value) {
    return Double.isFinite(value)
        ? JsonNodeFactory.instance.numberNode(value)
        : JsonNodeFactory.instance.textNode(Double.toString(value));
  }

  /**
   * Back from {@link #metrics}.
   *
   * @throws IllegalArgumentException if a value is no number
   */
  public static Map<String, Double> numbers(JsonNode json) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    json.properties().forEach(field -> numbers.put(field.getKey(), number(field.getValue())));
    return numbers;
  }

  static double number(JsonNode json) {
    if (!json.isTextual() && !json.isNumber()) {
      throw new IllegalArgumentException("no number: " + json);
    }
    return json.isTextual() ? Double.parseDouble(json.textValue()) : json.doubleValue();
  }

  /** An assignment as an object. */
  public static ObjectNode values(Assignment assignment) {
    return MAPPER.valueToTree(assignment.values());
  }

  /** Back from {@link #values}. */
  public static Assignment assignment(JsonNode json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.properties().forEach(field -> values.put(field.getKey(), Json.value(field.getValue())));
    return new Assignment(values);
  }

  /** An object of texts. */
  public static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  private static void fill(ObjectNode json, Event event) {
    if (event instanceof SweepEvent.Opened opened) {
      json.set("environment", MAPPER.valueToTree(opened.environment()));
    } else if (event instanceof SweepEvent.Closed closed) {
      json.put("outcome", closed.outcome().name()).put("reason", closed.reason());
    } else if (event instanceof SweepEvent.Enqueued point) {
      json.set("point", values(point.point()));
      json.put("by", point.by());
    } else if (event instanceof SweepEvent.Edited edit) {
      SteeringJson.edited(json, edit);
    } else if (event instanceof SweepEvent.Staged stage) {
      SteeringJson.staged(json, stage);
    } else if (event instanceof SweepEvent.Resized resized) {
      json.put("parallel", resized.parallel());
    } else if (event instanceof SweepEvent.Halted halted) {
      json.put("target", halted.target());
    } else if (event instanceof SweepEvent.Requested request) {
      json.put("id", request.id()).put("by", request.by());
    } else if (event instanceof SweepEvent.Extended extended) {
      json.put("trials", extended.trials());
    } else if (event instanceof SweepEvent.Prior prior) {
      SteeringJson.prior(json, prior);
      state(json, prior.state());
    } else if (event instanceof SweepEvent.Noted noted) {
      json.put("text", noted.text());
    } else if (event instanceof SweepEvent.Measured measured) {
      json.put("what", measured.what()).set("metrics", metrics(measured.metrics()));
    } else if (event instanceof SweepEvent.Labelled labelled) {
      RecordedJson.relabel(json, labelled.change());
    } else if (event instanceof SweepEvent.Aimed aimed) {
      RecordedJson.aimed(json, aimed.objective());
    } else if (event instanceof TrialEvent.Described described) {
      RecordedJson.described(json, described);
    } else if (event instanceof TrialEvent.Recorded recorded) {
      RecordedJson.recorded(json, recorded);
    } else if (event instanceof TrialEvent.Tallied tallied) {
      RecordedJson.tallied(json, tallied);
    } else if (event instanceof TrialEvent.Attached attached) {
      AttachedJson.write(json, attached);
    } else if (event instanceof TrialEvent.Detached detached) {
      json.set("names", MAPPER.valueToTree(detached.names()));
    } else if (event instanceof TrialEvent.Received received) {
      json.put("stream", received.stream()).put("last", received.last());
    } else if (event instanceof TrialEvent.Started started) {
      json.set("assignment", values(started.assignment()));
      json.put("seen", started.seen());
    } else if (event instanceof TrialEvent.Resumed resumed) {
      json.put("attempt", resumed.attempt()).put("from_step", resumed.fromStep());
    } else if (event instanceof TrialEvent.Placed placed) {
      json.put("attempt", placed.attempt())
          .set("environment", MAPPER.valueToTree(placed.environment()));
    } else if (event instanceof TrialEvent.Reported reported) {
      json.put("attempt", reported.attempt()).put("step", reported.step());
      json.set("metrics", metrics(reported.metrics()));
    } else if (event instanceof TrialEvent.Logged logged) {
      json.put("attempt", logged.attempt()).put("text", logged.text());
    } else if (event instanceof TrialEvent.Ended ended) {
      json.put("attempt", ended.attempt());
      state(json, ended.state());
    } else if (event instanceof TrialEvent.Tested tested) {
      json.set("metrics", metrics(tested.metrics()));
    }
  }

  private static void state(ObjectNode json, TrialState state) {
    json.put("state", state.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    if (state instanceof TrialState.Paused paused) {
      json.put("step", paused.step());
    } else if (state instanceof TrialState.Completed completed) {
      json.set("score", number(completed.score()));
    } else if (state instanceof TrialState.Stopped stopped) {
      json.put("step", stopped.step()).put("reason", stopped.reason());
    } else if (state instanceof TrialState.Failed failed) {
      json.put("cause", failed.cause().kind().name())
          .put("message", failed.cause().message())
          .put("detail", failed.cause().detail());
    }
  }

  private static TrialState state(JsonNode json) {
    return switch (text(json, "state")) {
      case "paused" -> new TrialState.Paused(json.path("step").asLong());
      case "completed" -> new TrialState.Completed(number(json.path("score")));
      case "stopped" -> new TrialState.Stopped(json.path("step").asLong(), text(json, "reason"));
      case "failed" ->
          new TrialState.Failed(
              new Cause(
                  Cause.Kind.valueOf(text(json, "cause")),
                  text(json, "message"),
                  text(json, "detail")));
      default -> throw new IllegalArgumentException("no state: " + json);
    };
  }

  static String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("field " + field + " is missing: " + json);
    }
    return value.textValue();
  }
}
