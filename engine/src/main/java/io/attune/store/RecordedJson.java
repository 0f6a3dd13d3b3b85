package io.attune.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.trial.Lifecycle;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.SweepEvent;
import io.attune.trial.Tally;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The events that tell of what others run and say. */
final class RecordedJson {
  private RecordedJson() {}

  static void relabel(ObjectNode json, Relabel change) {
    change.name().ifPresent(name -> json.put("name", name));
    if (!change.tags().isEmpty()) {
      ObjectNode tags = json.putObject("tags");
      change.tags().forEach(tags::put);
    }
    if (!change.removed().isEmpty()) {
      ArrayNode removed = json.putArray("removed");
      change.removed().forEach(removed::add);
    }
    change.lifecycle().ifPresent(now -> json.put("lifecycle", now.name().toLowerCase(Locale.ROOT)));
  }

  private static Relabel relabel(JsonNode json) {
    List<String> removed = new ArrayList<>();
    json.path("removed").forEach(tag -> removed.add(tag.asText()));
    return new Relabel(
        optional(json, "name"),
        EventJson.texts(json.path("tags")),
        removed,
        optional(json, "lifecycle").map(word -> Lifecycle.valueOf(word.toUpperCase(Locale.ROOT))));
  }

  static SweepEvent labelled(JsonNode json, Instant at) {
    return new SweepEvent.Labelled(at, relabel(json));
  }

  static void aimed(ObjectNode json, Objective objective) {
    json.put("metric", objective.metric())
        .put("goal", objective.goal().name().toLowerCase(Locale.ROOT));
  }

  static SweepEvent aimed(JsonNode json, Instant at) {
    Objective.Goal goal =
        Objective.Goal.valueOf(EventJson.text(json, "goal").toUpperCase(Locale.ROOT));
    return new SweepEvent.Aimed(at, new Objective(EventJson.text(json, "metric"), goal));
  }

  static void described(ObjectNode json, TrialEvent.Described event) {
    if (!event.parameters().isEmpty()) {
      ObjectNode parameters = json.putObject("parameters");
      event.parameters().forEach(parameters::put);
    }
    relabel(json, event.change());
  }

  static TrialEvent described(JsonNode json, int trial, Instant at) {
    Map<String, String> parameters = EventJson.texts(json.path("parameters"));
    return new TrialEvent.Described(trial, at, parameters, relabel(json));
  }

  /** Readings as short lists, because there are many: metric, step, milliseconds, value. */
  static void recorded(ObjectNode json, TrialEvent.Recorded event) {
    ArrayNode readings = json.putArray("readings");
    for (Reading reading : event.readings()) {
      reading(readings.addArray().add(reading.metric()), reading);
    }
  }

  static TrialEvent.Recorded recorded(JsonNode json, int trial, Instant at) {
    List<Reading> readings = new ArrayList<>();
    for (JsonNode reading : json.path("readings")) {
      readings.add(reading(reading.path(0).asText(), reading, 1));
    }
    return new TrialEvent.Recorded(trial, at, readings);
  }

  /** Each metric as a list: its name, how many readings, and those that stand for them. */
  static void tallied(ObjectNode json, TrialEvent.Tallied event) {
    ArrayNode tallies = json.putArray("tallies");
    for (Tally tally : event.tallies()) {
      ArrayNode list = tallies.addArray().add(tally.metric()).add(tally.count());
      tally.marks().forEach(mark -> reading(list.addArray(), mark));
    }
  }

  static TrialEvent tallied(JsonNode json, int trial, Instant at) {
    List<Tally> tallies = new ArrayList<>();
    for (JsonNode list : json.path("tallies")) {
      String metric = list.path(0).asText();
      List<Reading> marks = new ArrayList<>();
      for (int i = 2; i < list.size(); i++) {
        marks.add(reading(metric, list.path(i), 0));
      }
      tallies.add(new Tally(metric, list.path(1).asLong(), marks));
    }
    return new TrialEvent.Tallied(trial, at, tallies);
  }

  private static void reading(ArrayNode list, Reading reading) {
    list.add(reading.step()).add(reading.millis()).add(EventJson.number(reading.value()));
  }

  private static Reading reading(String metric, JsonNode list, int from) {
    return new Reading(
        metric,
        list.path(from).asLong(),
        list.path(from + 1).asLong(),
        EventJson.number(list.path(from + 2)));
  }

  static TrialEvent received(JsonNode json, int trial, Instant at) {
    return new TrialEvent.Received(
        trial, at, EventJson.text(json, "stream"), json.path("last").asLong());
  }

  private static Optional<String> optional(JsonNode json, String field) {
    return json.has(field) ? Optional.of(EventJson.text(json, field)) : Optional.empty();
  }
}
