package io.attune.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.store.EventJson;
import io.attune.store.TrialReader;
import io.attune.sweep.SweepFile;

/** Everything the store has of a sweep: the sweep, the file it came from, and every event. */
final class JsonExport {
  private JsonExport() {}

  static String of(SweepView view, TrialReader store) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", view.record().id().value());
    json.put("status", view.status());
    json.put("created", view.record().created().toString());
    json.set("sweep", EventJson.parse(SweepFile.write(view.sweep())));
    json.put("source", view.record().source());
    ArrayNode events = json.putArray("events");
    store
        .eventsAfter(view.record().id(), 0, Integer.MAX_VALUE)
        .forEach(event -> events.add(EventJson.write(event)));
    return json.toPrettyString() + "\n";
  }
}
