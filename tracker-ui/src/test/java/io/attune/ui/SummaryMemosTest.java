package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryMemosTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static SweepSummary look(MemoryStore store, SweepId id) {
    return new Histories(store, any -> false).summary(store.sweep(id).orElseThrow(), NOW);
  }

  @Test
  void aSummaryComesBackFromTheStoreAsItWasUntilSomethingHappens() {
    try (MemoryStore store = new MemoryStore()) {
      Sweep sweep =
          Sweep.named("a").space(FloatParameter.uniform("x", 0, 1)).minimize("loss").build();
      SweepId id = store.open(sweep, "", NOW);
      store.append(
          id,
          0,
          List.of(
              new SweepEvent.Opened(NOW, Map.of()),
              new TrialEvent.Started(1, NOW, new Assignment(Map.of("x", 0.5)), 1),
              new TrialEvent.Reported(1, NOW, 1, 1, Map.of("loss", 0.25)),
              new TrialEvent.Ended(1, NOW.plusSeconds(2), 1, new TrialState.Completed(0.25)),
              new TrialEvent.Tested(1, NOW, Map.of("test_loss", Double.NaN)),
              new SweepEvent.Closed(NOW.plusSeconds(3), SweepEvent.Outcome.FINISHED, "all done")));
      SweepSummary first = look(store, id);
      assertEquals("finished", first.status());
      assertEquals(first, new SummaryMemos(store).find(id).orElseThrow());
      assertEquals(first, look(store, id));
      store.append(id, 6, List.of(new SweepEvent.Opened(NOW.plusSeconds(9), Map.of())));
      assertEquals(List.of(), new SummaryMemos(store).find(id).stream().toList());
      assertNotEquals(first.status(), look(store, id).status());
    }
  }
}
