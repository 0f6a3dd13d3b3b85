package io.attune.exchange.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Reading;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredSeriesTest {
  private final MemoryStore store = new MemoryStore();
  private final Sweep sweep =
      Sweep.named("lost").space(FloatParameter.uniform("x", 0, 1)).minimize("loss").build();

  private static TrialEvent report(int attempt, long step, double loss, long second) {
    return new TrialEvent.Reported(
        1, Instant.ofEpochSecond(second), attempt, step, Map.of("loss", loss));
  }

  @Test
  void readingsOfAllAttemptsHaveTheTimesAtWhichTheyWereReported() throws IOException {
    Instant start = Instant.ofEpochSecond(100);
    TrialState lost = new TrialState.Failed(new Cause(Cause.Kind.INTERRUPTED, "lost", ""));
    List<Event> events =
        List.of(
            new TrialEvent.Started(1, start, new Assignment(Map.of("x", 0.5)), 0),
            report(1, 1, 0.9, 101),
            report(1, 2, 0.8, 102),
            new TrialEvent.Ended(1, start.plusSeconds(3), 1, lost),
            new TrialEvent.Resumed(1, start.plusSeconds(9), 2, 1),
            report(2, 2, 0.7, 110));
    SweepId id = store.open(sweep, "", start);
    store.append(id, 0, events);
    LiveHistory history = new LiveHistory(sweep.criteria());
    events.forEach(history::add);

    List<Reading> readings = new ArrayList<>();
    new StoredSeries(store, id).each(history.trial(1), "loss", readings::add);

    assertEquals(
        List.of(new Reading("loss", 1, 101_000, 0.9), new Reading("loss", 2, 110_000, 0.7)),
        readings);
  }
}
