package io.attune.run;

import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which trial was given out for which request, as the events tell; and whether the sweep is over.
 */
final class Handouts implements SweepListener {
  private final Map<String, Handout> handouts = new HashMap<>();
  private String request = "";
  private boolean over = true;

  @Override
  public void happened(List<Event> events) {
    events.forEach(this::add);
  }

  Optional<Handout> of(String request) {
    return Optional.ofNullable(handouts.get(request));
  }

  /** Whether nobody works on the sweep: it is new, or was closed. */
  boolean over() {
    return over;
  }

  private void add(Event event) {
    if (event instanceof TrialEvent.Started started) {
      keep(new Handout(started.trial(), 1, 0));
    } else if (event instanceof TrialEvent.Resumed resumed) {
      keep(new Handout(resumed.trial(), resumed.attempt(), resumed.fromStep()));
    } else if (event instanceof SweepEvent.Opened) {
      over = false;
    } else if (event instanceof SweepEvent.Closed) {
      over = true;
    }
    request = event instanceof SweepEvent.Requested requested ? requested.id() : "";
  }

  private void keep(Handout handout) {
    if (!request.isEmpty()) {
      handouts.put(request, handout);
    }
  }

  /** An attempt at a trial. */
  record Handout(int trial, int attempt, long firstStep) {}
}
