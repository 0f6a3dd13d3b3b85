package io.attune.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.store.EventJson;
import io.attune.store.SweepId;
import io.attune.store.TrialReader;
import io.attune.trial.Event;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** What happened to a sweep, as it is kept. */
record EventsApi(TrialReader store) {
  private static final int MOST = 1_000;

  /** Events after a number, a page at a time. */
  void events(Context context) {
    Query query = new Query(context).allow("after", "limit");
    SweepId id = query.sweep();
    long after = query.count("after", 0);
    int limit = query.count("limit", 1, MOST, MOST);
    if (store.sweep(id).isEmpty()) {
      throw Problem.notFound("there is no sweep " + id + ".");
    }
    List<Event> events = store.eventsAfter(id, after, limit);
    List<ObjectNode> numbered = new ArrayList<>();
    for (Event event : events) {
      numbered.add(EventJson.write(event).put("sequence", after + numbered.size() + 1));
    }
    Json.answer(context, new Page(numbered, after + events.size(), events.size() == limit));
  }

  /**
   * Some events.
   *
   * @param next to ask after for what follows
   * @param more whether something may follow already
   */
  record Page(List<ObjectNode> events, long next, boolean more) {}
}
