package io.attune.ui;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.run.SweepControl;
import io.attune.space.SpaceEdit;
import io.attune.store.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What somebody wants of a sweep that runs. */
@FunctionalInterface
interface Wish extends Function<SweepControl, CompletableFuture<Void>> {
  /** Names of all, for who knows none. */
  String NAMES = "pause, resume, stop, stop-trial, enqueue, edit, extend, resize, note and tag";

  /** Reads one. */
  static Wish of(String command, Body body) {
    return switch (command) {
      case "pause" -> plain(body, SweepControl::pause);
      case "resume" -> plain(body, SweepControl::proceed);
      case "stop" -> stop(fields(body, "reason"));
      case "stop-trial" -> stopTrial(fields(body, "trial"));
      case "enqueue" -> enqueue(fields(body, "values"));
      case "edit" -> edit(fields(body, "edits"));
      case "extend" -> extend(fields(body, "trials"));
      case "resize" -> resize(fields(body, "parallel"));
      case "note" -> note(fields(body, "text"));
      default ->
          throw Problem.badRequest(
              "there is no command %s; there are %s.".formatted(Query.shorten(command), NAMES));
    };
  }

  private static Body fields(Body body, String own) {
    return body.allow("id", "by", "command", own);
  }

  private static Wish plain(Body body, Wish wish) {
    body.allow("id", "by", "command");
    return wish;
  }

  private static Wish stop(Body body) {
    String reason = body.optional("reason").orElse("somebody stopped it");
    return control -> control.stop(reason);
  }

  private static Wish stopTrial(Body body) {
    int trial = body.whole("trial", 1, Integer.MAX_VALUE);
    return control -> control.halt(trial);
  }

  private static Wish enqueue(Body body) {
    Map<String, Object> values = values(body.json().path("values"));
    return control -> control.enqueue(values);
  }

  private static Wish extend(Body body) {
    int trials = body.whole("trials", 1, Integer.MAX_VALUE);
    return control -> control.extend(trials);
  }

  private static Wish resize(Body body) {
    int parallel = body.whole("parallel", 1, 10_000);
    return control -> control.resize(parallel);
  }

  private static Wish note(Body body) {
    String text = body.text("text");
    return control -> control.note(text);
  }

  private static Wish edit(Body body) {
    if (!body.json().path("edits").isArray()) {
      throw Problem.badRequest("edits must be a list of changes.");
    }
    List<SpaceEdit> edits = new ArrayList<>();
    for (JsonNode edit : body.json().path("edits")) {
      edits.add(edit(edit));
    }
    return control -> control.edit(edits.toArray(SpaceEdit[]::new));
  }

  private static SpaceEdit edit(JsonNode json) {
    Body edit = new Body(json);
    String name = edit.text("parameter");
    return switch (edit.text("change")) {
      case "widen" -> new SpaceEdit.Widen(name, number(json, "min"), number(json, "max"));
      case "narrow" -> new SpaceEdit.Narrow(name, number(json, "min"), number(json, "max"));
      case "add" -> new SpaceEdit.Add(name, value(json));
      case "remove" -> new SpaceEdit.Remove(name, value(json));
      case "fix" -> new SpaceEdit.Fix(name, value(json));
      case "free" -> new SpaceEdit.Free(name);
      default ->
          throw Problem.badRequest("change must be widen, narrow, add, remove, fix or free.");
    };
  }

  private static double number(JsonNode json, String name) {
    if (!json.path(name).isNumber()) {
      throw Problem.badRequest(name + " must be a number.");
    }
    return json.path(name).doubleValue();
  }

  private static Object value(JsonNode json) {
    if (!json.has("value")) {
      throw Problem.badRequest("value is missing.");
    }
    return Objects.requireNonNull(EventJson.assignment(json).values().get("value"));
  }

  private static Map<String, Object> values(JsonNode json) {
    if (!json.isObject()) {
      throw Problem.badRequest("values must be an object, such as {\"lr\": 0.01}.");
    }
    return EventJson.assignment(json).values();
  }
}
