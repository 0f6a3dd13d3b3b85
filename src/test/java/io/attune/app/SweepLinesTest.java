package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.store.Memo;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepLinesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void aSweepIsReadAgainOnlyWhenSomethingHappenedToIt() {
    try (MemoryStore store = new MemoryStore()) {
      Sweep sweep =
          Sweep.named("a").space(FloatParameter.uniform("x", 0, 1)).minimize("loss").build();
      SweepId id = store.open(sweep, "", NOW);
      store.append(id, 0, List.of(new TrialEvent.Started(1, NOW, new Assignment(Map.of()), 0)));
      List<String> first = new SweepLines(store).all().get(0);
      assertEquals(List.of("1", "a", "not started", "1", "0", "–"), first.subList(0, 6));
      assertEquals(first, new SweepLines(store).all().get(0));
      String kind = "line 1";
      assertEquals(1, store.memos(kind).get(id).sequence());
      store.keep(kind, Map.of(id, new Memo(1, "[\"b\",\"c\",\"d\",\"e\",\"f\"]")));
      assertEquals("b", new SweepLines(store).all().get(0).get(1));
      store.append(
          id,
          1,
          List.of(
              new TrialEvent.Reported(1, NOW, 1, 1, Map.of("loss", 0.5)),
              new TrialEvent.Ended(1, NOW, 1, new TrialState.Completed(0.5))));
      assertEquals("loss 0.5000", new SweepLines(store).all().get(0).get(5));
    }
  }
}
