package io.attune.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.trial.Attachment;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The events that tell what a trial recorded beside metrics, and what of it is withdrawn. */
final class AttachedJson {
  private AttachedJson() {}

  static void write(ObjectNode json, TrialEvent.Attached event) {
    Attachment what = event.what();
    json.put("attempt", event.attempt());
    what.step().ifPresent(step -> json.put("step", step));
    json.put("name", what.name())
        .put("type", what.kind().name().toLowerCase(Locale.ROOT))
        .put("media_type", what.mediaType())
        .put("bytes", what.bytes())
        .put("sha256", what.sha256());
    event.text().ifPresent(text -> json.put("text", text));
  }

  static TrialEvent read(JsonNode json, int trial, Instant at, int attempt) {
    return new TrialEvent.Attached(
        trial,
        at,
        attempt,
        what(json),
        json.has("text") ? Optional.of(EventJson.text(json, "text")) : Optional.empty());
  }

  static TrialEvent detached(JsonNode json, int trial, Instant at) {
    List<String> names = new ArrayList<>();
    json.path("names").forEach(name -> names.add(name.asText()));
    return new TrialEvent.Detached(trial, at, names);
  }

  private static Attachment what(JsonNode json) {
    return new Attachment(
        EventJson.text(json, "name"),
        json.has("step") ? OptionalLong.of(json.path("step").asLong()) : OptionalLong.empty(),
        Attachment.Kind.valueOf(EventJson.text(json, "type").toUpperCase(Locale.ROOT)),
        EventJson.text(json, "media_type"),
        json.path("bytes").asLong(),
        EventJson.text(json, "sha256"));
  }
}
