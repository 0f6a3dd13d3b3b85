package io.attune.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.store.EventJson;
import io.attune.store.TrialReader;
import io.attune.store.Unabridged;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Everything the store has of a sweep: the sweep, the file it came from, and every event. Written
 * page by page, because a long sweep does not fit into memory as one text.
 */
final class JsonExport {
  private JsonExport() {}

  static void write(SweepView view, TrialReader store, Writer writer) throws IOException {
    JsonFactory factory =
        new ObjectMapper().getFactory().copy().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (JsonGenerator json = factory.createGenerator(writer).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("id", view.record().id().value());
      json.writeStringField("status", view.status());
      json.writeStringField("created", view.record().created().toString());
      json.writeFieldName("sweep");
      json.writeTree(EventJson.parse(SweepFile.write(view.sweep())));
      json.writeStringField("source", view.record().source());
      events(view, store, json);
      json.writeEndObject();
    }
    writer.write("\n");
  }

  private static void events(SweepView view, TrialReader store, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("events");
    Unabridged whole = new Unabridged(store, view.record().id());
    for (List<Event> page : store.pages(view.record().id())) {
      for (Event event : page) {
        json.writeTree(EventJson.write(whole.of(event)));
      }
    }
    json.writeEndArray();
  }
}
