package io.attune.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.attune.run.TrialGate;
import io.attune.run.TrialPlan;
import io.attune.sweep.ValueJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program may do that trains a trial: ask what to train, report, print. It shows the key of
 * its trial as a bearer token, which is good for nothing else and for no longer than it trains.
 */
record TrialApi(TrialGate gate) {
  /** Where all of it is. */
  static final String ROOT = "/api/v1/trial";

  /** Largest request. */
  private static final int MOST_BYTES = 1 << 20;

  private static final JsonMapper JSON = mapper();
  private static final String BEARER = "Bearer ";

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .addModule(ValueJson.module())
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
    return mapper;
  }

  /** Whether a request to an address is for this. */
  static boolean has(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** What to train. */
  void plan(Context context) {
    new Query(context).allow();
    TrialPlan plan = visitor(context).plan();
    Json.answer(
        context,
        new Plan(
            plan.trial(),
            plan.attempt(),
            JSON.valueToTree(plan.assignment().values()),
            plan.seed(),
            plan.firstStep(),
            plan.directory().toAbsolutePath().toString()));
  }

  /** Takes a report; the answer comes when it is on disk. */
  void report(Context context) {
    new Query(context).allow();
    TrialGate.Visitor visitor = visitor(context);
    JsonNode body = body(context);
    JsonNode step = body.path("step");
    if (!step.isIntegralNumber() || !step.canConvertToLong()) {
      throw Problem.badRequest("step must be a whole number, such as 1.");
    }
    Map<String, Double> metrics = metrics(body.path("metrics"));
    context.future(
        () -> {
          try {
            return visitor
                .report(step.longValue(), metrics)
                .thenAccept(goOn -> Json.answer(context, new Answer(goOn)));
          } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
          }
        });
  }

  /** Keeps lines with the trial. */
  void log(Context context) {
    new Query(context).allow();
    TrialGate.Visitor visitor = visitor(context);
    JsonNode text = body(context).path("text");
    if (!text.isTextual()) {
      throw Problem.badRequest("text must be a text.");
    }
    text.textValue().lines().forEach(visitor::log);
    Json.answer(context, Map.of());
  }

  private TrialGate.Visitor visitor(Context context) {
    @Nullable String header = context.header("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      throw Problem.unauthorized("Send the trial's key as a bearer token; it is in ATTUNE_TOKEN.");
    }
    return gate.visitor(header.substring(BEARER.length()).strip())
        .orElseThrow(
            () -> Problem.unauthorized("This key opens nothing: the attempt it is for is over."));
  }

  private static JsonNode body(Context context) {
    @Nullable String type = context.contentType();
    if (type == null || !type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
      throw Problem.badRequest("the Content-Type must be application/json.");
    }
    try {
      JsonNode body = JSON.readTree(bytes(context));
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw Problem.badRequest("the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw Problem.badRequest("the body must be a JSON object, such as {\"step\": 1}.");
  }

  /** Reads no more than may be, whatever length was announced. */
  private static byte[] bytes(Context context) throws IOException {
    byte[] bytes = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Problem.tooLarge("a request may have 1 MB; send several reports instead.");
    }
    return bytes;
  }

  private static Map<String, Double> metrics(JsonNode node) {
    if (!node.isObject()) {
      throw Problem.badRequest("metrics must be an object, such as {\"val_loss\": 0.3}.");
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    node.properties().forEach(field -> metrics.put(field.getKey(), number(field)));
    return metrics;
  }

  /** JSON has no NaN; some write it all the same, others as a text. */
  private static double number(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    if (value.isNumber()) {
      return value.doubleValue();
    }
    switch (value.asText()) {
      case "NaN":
        return Double.NaN;
      case "Infinity":
        return Double.POSITIVE_INFINITY;
      case "-Infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        throw Problem.badRequest(
            "metric %s must be a number, but is %s."
                .formatted(Query.shorten(field.getKey()), Query.shorten(value.toString())));
    }
  }

  /** What a program trains. */
  record Plan(
      int trial, int attempt, JsonNode parameters, long seed, long firstStep, String directory) {}

  /** Whether to go on. */
  record Answer(boolean goOn) {}
}
