package io.attune.exchange.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Source;
import io.attune.exchange.intake.WholeIntake;
import io.attune.store.EventJson;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A sweep as {@code attune export --format json} writes it, with every event. */
public final class SweepJson implements Source {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  /** A file. */
  public SweepJson(Path file) {
    this.file = file;
  }

  @Override
  public String description() {
    return "a sweep of Attune";
  }

  @Override
  public void read(Intake intake) {
    intake.report().read(Counted.FILES);
    try (JsonParser json = MAPPER.createParser(file.toFile())) {
      Map<String, JsonNode> head = head(json);
      try (WholeIntake sweep = begin(intake, head)) {
        events(json, sweep);
      }
    } catch (IOException e) {
      throw ImportException.in(
          file, "it is cut off, or no JSON that attune export writes: " + e.getMessage() + ".");
    }
  }

  /** All that stands before the events. */
  private Map<String, JsonNode> head(JsonParser json) throws IOException {
    Map<String, JsonNode> head = new HashMap<>();
    boolean object = json.nextToken() == JsonToken.START_OBJECT;
    while (object && json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.START_ARRAY && name.equals("events")) {
        return head;
      }
      head.put(name, MAPPER.readTree(json));
    }
    throw ImportException.in(
        file, "it has no events. Only what attune export --format json writes can be read.");
  }

  private WholeIntake begin(Intake intake, Map<String, JsonNode> head) {
    try {
      String text = String.valueOf(head.get("sweep"));
      Sweep sweep = SweepFile.parse(text, file.toString()).sweep();
      JsonNode source = head.get("source");
      JsonNode created = head.get("created");
      return intake.whole(
          sweep,
          source == null ? "" : source.asText(),
          Instant.parse(created == null ? "" : created.asText()));
    } catch (RuntimeException e) {
      throw ImportException.in(file, "its sweep cannot be read: " + e.getMessage());
    }
  }

  private void events(JsonParser json, WholeIntake sweep) throws IOException {
    for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
      JsonNode event = MAPPER.readTree(json);
      try {
        sweep.event(EventJson.read(event));
      } catch (RuntimeException e) {
        throw ImportException.at(file, "event " + number, "it cannot be taken: " + e.getMessage());
      }
    }
  }
}
