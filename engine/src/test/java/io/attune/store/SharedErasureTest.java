package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Reading;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting from PostgreSQL while other programs have the store open. */
class SharedErasureTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final List<String> TABLES =
      List.of("event", "metric_series", "metric_point", "metric_block", "sweep_memo");

  @TempDir Path folder;
  private PostgresStore store;
  private PostgresStore other;

  @BeforeEach
  void open() {
    String address = TestDatabase.create();
    store = PostgresStore.open(address, folder, "attune delete");
    other = PostgresStore.open(address, folder, "attune ui");
  }

  @AfterEach
  void close() {
    store.close();
    other.close();
  }

  private static List<Event> trial(int number) {
    return List.of(
        new TrialEvent.Started(number, NOW, new Assignment(Map.of("rate", "secret")), 0),
        new TrialEvent.Reported(number, NOW, 1, 1, Map.of("loss", Math.E)),
        new TrialEvent.Logged(number, NOW, 1, "secret"),
        new TrialEvent.Recorded(number, NOW, List.of(new Reading("read", 1, 2, 3))));
  }

  private SweepId fill() {
    SweepId id = other.open(Sweep.recording("secret"), "# secret", NOW);
    other.append(id, 0, trial(1));
    other.append(id, 4, trial(2));
    other.keep("list", Map.of(id, new Memo(8, "secret")));
    return id;
  }

  private long rows(String from) {
    try (Handle handle = store.database().reader()) {
      return handle.createQuery("SELECT COUNT(*) FROM " + from).mapTo(Long.class).one();
    }
  }

  @Test
  void ofADeletedTrialItsNumberIsLeftAndOthersGoOn() {
    SweepId id = fill();
    List<Event> before = other.eventsAfter(id, 0, 100);
    try (Erasure erasure = Erasure.of(store)) {
      erasure.trial(id, 1, LATER);
      erasure.trial(id, 1, LATER.plusSeconds(1));
      assertThrows(StoreException.class, () -> erasure.trial(id, 3, LATER));
    }
    List<Event> after = other.eventsAfter(id, 0, 100);
    assertEquals(9, after.size());
    assertEquals(new TrialEvent.Started(1, NOW, new Assignment(Map.of()), 0), after.get(0));
    assertEquals(new SweepEvent.Voided(NOW), after.get(2));
    assertEquals(before.subList(4, 8), after.subList(4, 8));
    assertEquals(new TrialEvent.Erased(1, LATER), after.get(8));
    assertEquals(2, other.series(id).size());
    assertEquals(0, rows("event WHERE trial = 1 AND body LIKE '%secret%'"));
    assertThrows(StoreConflict.class, () -> other.append(id, 8, trial(3)));
    other.append(id, 9, trial(3));
    assertEquals(4, other.series(id).size());
    LiveHistory history = new LiveHistory(Sweep.recording("x").criteria());
    history.addAll(other.eventsAfter(id, 0, 100));
    assertTrue(history.trial(1).erased());
  }

  @Test
  void ofADeletedSweepItsNumberIsLeftAndNobodyAppendsToItAnyMore() {
    SweepId first = fill();
    SweepId second = fill();
    try (Erasure erasure = Erasure.of(store)) {
      erasure.sweep(second, LATER);
      assertThrows(StoreException.class, () -> erasure.sweep(second, LATER));
      // What a list still knew of it when it was deleted.
      other.keep("list", Map.of(second, new Memo(8, "secret")));
    }
    assertEquals(List.of(first), other.sweeps().stream().map(SweepRecord::id).toList());
    assertEquals(
        "there is no sweep 2 here. `attune ls` shows those there are.",
        assertThrows(StoreException.class, () -> other.append(second, 8, trial(3))).getMessage());
    assertThrows(StoreException.class, () -> other.append(second, 0, trial(1)));
    assertEquals(8, rows("event"));
    assertEquals(4, rows("metric_series"));
    assertEquals(1, rows("sweep_memo"));
    assertEquals(1, rows("sweep WHERE name LIKE '%secret%' OR source LIKE '%secret%'"));
    assertEquals(new SweepId(3), other.open(Sweep.recording("next"), "", NOW));
    try (Erasure erasure = Erasure.of(store)) {
      erasure.sweep(first, LATER);
    }
    TABLES.forEach(table -> assertEquals(0, rows(table), table));
  }

  @Test
  void aSweepThatSomebodyRunsIsNotDeleted() {
    SweepId id = fill();
    Claim claim = other.claim(id);
    try (Erasure erasure = Erasure.of(store)) {
      assertEquals(
          "sweep 1 is run by attune ui. Wait until that ends, or stop it first.",
          assertThrows(StoreException.class, () -> erasure.trial(id, 1, LATER)).getMessage());
      assertThrows(StoreException.class, () -> erasure.sweep(id, LATER));
      other.append(id, 8, trial(3));
      claim.close();
      erasure.sweep(id, LATER);
    }
    assertEquals(List.of(), other.sweeps());
  }
}
