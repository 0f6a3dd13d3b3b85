package io.attune.ui;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.run.Batch;
import io.attune.run.Entry;
import io.attune.space.CategoricalParameter;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads batches of entries. What an entry tells is named by the one of its keys that is no {@code
 * at}: a new kind of entry is a key here, a record in {@link Entry} and a line where it is applied.
 */
final class EntryReader {
  /** Longest text of a line. */
  private static final int LONGEST_LINE = 10_000;

  private static final int LONGEST_NAME = 250;
  private static final int LONGEST_VALUE = 8_000;
  private static final Set<String> KEYS = Set.of("stream", "first", "entries");

  private final long now;

  private EntryReader(Instant now) {
    this.now = now.toEpochMilli();
  }

  /**
   * A batch as it was sent.
   *
   * @param now when something happened of which the sender does not say when
   */
  static Batch batch(JsonNode body, Instant now) {
    checkKeys(body, KEYS, "a batch");
    String stream =
        Fields.text(body, "stream")
            .orElseThrow(() -> Problem.badRequest("stream is missing; it names who writes."));
    long first = Fields.whole(body, "first", 0);
    try {
      return new Batch(stream, first, new EntryReader(now).entries(body.path("entries"), first));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private List<Entry> entries(JsonNode list, long first) {
    if (!list.isArray()) {
      throw Problem.badRequest("entries must be a list, such as [{\"log\": \"a line\"}].");
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      try {
        entries.add(entry(entry));
      } catch (Problem | IllegalArgumentException e) {
        throw Problem.badRequest("entry %d: %s".formatted(first + entries.size(), e.getMessage()));
      }
    }
    return entries;
  }

  private Entry entry(JsonNode json) {
    if (json.has("metrics")) {
      checkKeys(json, Set.of("step", "at", "metrics"), "metrics");
      return measured(json);
    } else if (json.has("report")) {
      checkKeys(json, Set.of("step", "at", "report"), "a report");
      return new Entry.Reported(Fields.whole(json, "step", 0), new Body(json).metrics("report"));
    } else if (json.has("attach")) {
      return AttachedReader.read(json, at(json));
    } else if (json.has("log")) {
      checkKeys(json, Set.of("at", "log"), "a line");
      String text = Fields.text(json, "log").orElse("");
      return new Entry.Line(at(json), limited("a line", text, LONGEST_LINE));
    } else if (json.has("state")) {
      checkKeys(json, Set.of("at", "state", "message"), "a state");
      return new Entry.Moved(at(json), standing(json), Fields.text(json, "message").orElse(""));
    } else if (json.has("params")) {
      checkKeys(json, Set.of("at", "params"), "parameters");
      return new Entry.Parameters(parameters(json, "params"));
    } else if (json.has("tags") || json.has("name")) {
      checkKeys(json, Set.of("at", "tags", "name"), "a label");
      return label(json);
    }
    throw Problem.badRequest(
        "%s tells nothing that is known; there are metrics, log, attach, params, tags, name and state."
            .formatted(Query.shorten(json.toString())));
  }

  private Entry measured(JsonNode json) {
    long step = Fields.whole(json, "step", 0);
    long millis = Fields.whole(json, "at", now);
    List<Reading> readings = new ArrayList<>();
    new Body(json)
        .metrics("metrics")
        .forEach((name, value) -> readings.add(new Reading(name(name), step, millis, value)));
    return new Entry.Measured(readings);
  }

  private static Entry label(JsonNode json) {
    Map<String, String> tags = tags(json);
    return new Entry.Labelled(
        new Relabel(
            Fields.text(json, "name").map(name -> limited("a name", name, LONGEST_NAME)),
            tags,
            List.of(),
            Optional.empty()));
  }

  /** Parameters with names that parameters may have. */
  static Map<String, String> parameters(JsonNode json, String key) {
    Map<String, String> parameters = Fields.texts(json, key);
    parameters.forEach(
        (name, value) ->
            CategoricalParameter.constant(name(name), limited(name, value, LONGEST_VALUE)));
    return parameters;
  }

  /** Tags with names. */
  static Map<String, String> tags(JsonNode json) {
    Map<String, String> tags = Fields.texts(json, "tags");
    tags.forEach((name, value) -> limited("tag " + name(name), value, LONGEST_VALUE));
    return tags;
  }

  private static Entry.Standing standing(JsonNode json) {
    String word = json.path("state").asText();
    try {
      return Entry.Standing.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
          "there is no state %s; there are %s."
              .formatted(
                  Query.shorten(word),
                  Arrays.toString(Entry.Standing.values()).toLowerCase(Locale.ROOT)));
    }
  }

  private Instant at(JsonNode json) {
    return Instant.ofEpochMilli(Fields.whole(json, "at", now));
  }

  private static String name(String name) {
    boolean plain = name.codePoints().noneMatch(Character::isISOControl);
    if (name.isBlank() || !plain || name.length() > LONGEST_NAME) {
      throw Problem.badRequest(
          "\"%s\" is no name; names have 1 to %d characters, and no control characters."
              .formatted(Query.shorten(name), LONGEST_NAME));
    }
    return name;
  }

  private static String limited(String what, String text, int longest) {
    if (text.length() > longest) {
      throw Problem.badRequest(
          "%s has %d characters; %d are the most."
              .formatted(Query.shorten(what), text.length(), longest));
    }
    return text;
  }

  /** What is not known is a mistake. */
  static void checkKeys(JsonNode json, Set<String> known, String what) {
    Set<String> unknown = new HashSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw Problem.badRequest(
          "%s has no %s; there are %s."
              .formatted(
                  what,
                  Query.shorten(String.join(", ", unknown)),
                  String.join(", ", known.stream().sorted().toList())));
    }
  }
}
