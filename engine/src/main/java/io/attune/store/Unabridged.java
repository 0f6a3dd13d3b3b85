package io.attune.store;

import io.attune.trial.Event;
import io.attune.trial.Reading;
import io.attune.trial.Tally;
import io.attune.trial.TrialEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Gives the events of a sweep their readings back. Has to see all of them, in order. Readings of
 * one event come by metric, in the order in which they were recorded.
 */
public final class Unabridged {
  private final TrialReader store;
  private final SweepId id;
  private final Map<SeriesKey, Long> places = new HashMap<>();

  /** For the events of a sweep from its first one on. */
  public Unabridged(TrialReader store, SweepId id) {
    this.store = store;
    this.id = id;
  }

  /** The next event, with its readings if others recorded some. */
  public Event of(Event event) {
    if (!(event instanceof TrialEvent.Tallied tallied)) {
      return event;
    }
    List<Reading> readings = new ArrayList<>();
    for (Tally tally : tallied.tallies()) {
      SeriesKey key = SeriesKey.recorded(id, tallied.trial(), tally.metric());
      long first = places.getOrDefault(key, 0L);
      readings.addAll(read(key, first, tally.count()));
      places.put(key, first + tally.count());
    }
    return new TrialEvent.Recorded(tallied.trial(), tallied.at(), readings);
  }

  private List<Reading> read(SeriesKey key, long first, long count) {
    List<Reading> readings = new ArrayList<>();
    OptionalLong next = OptionalLong.of(first);
    while (readings.size() < count && next.isPresent()) {
      ReadingPage page =
          store.readings(key, next.getAsLong(), Math.toIntExact(count - readings.size()));
      readings.addAll(page.readings());
      next = page.next();
    }
    return readings;
  }
}
