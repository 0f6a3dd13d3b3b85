package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted is gone from the disk, and what is not is as it was. */
class ErasureTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @TempDir Path folder;

  private H2Store open() {
    return H2Store.open(folder, "test");
  }

  private Erasure erasure() {
    return Erasure.open(folder, "test");
  }

  private static List<Event> trial(int number, String secret) {
    return List.of(
        new TrialEvent.Started(
            number, NOW, new Assignment(Map.of("rate", secret + "-value")), number),
        new TrialEvent.Placed(number, NOW, 1, Map.of("host", secret + "-host")),
        new TrialEvent.Reported(number, NOW, 1, 1, Map.of(secret + "-metric", Math.E)),
        new TrialEvent.Logged(number, NOW, 1, secret + "-line"),
        new TrialEvent.Recorded(number, NOW, List.of(new Reading(secret + "-read", 1, 2, 3))),
        new TrialEvent.Described(
            number, NOW, Map.of(secret + "-p", "1"), Relabel.tagged(Map.of("t", secret))),
        new TrialEvent.Ended(
            number,
            NOW,
            1,
            new TrialState.Failed(Cause.of(Cause.Kind.ERROR, secret + "-message"))));
  }

  private SweepId fill(String name, String... secrets) {
    try (H2Store store = open()) {
      SweepId id = store.open(Sweep.recording(name), "# " + name + "-source", NOW);
      long sequence = 0;
      for (int i = 0; i < secrets.length; i++) {
        List<Event> events = trial(i + 1, secrets[i]);
        store.append(id, sequence, events);
        sequence += events.size();
      }
      return id;
    }
  }

  private List<Event> events(SweepId id) {
    try (H2Store store = open()) {
      return store.eventsAfter(id, 0, 1_000);
    }
  }

  private boolean onDisk(String text) throws IOException {
    String file = Files.readString(folder.resolve("attune.mv.db"), StandardCharsets.ISO_8859_1);
    return file.contains(text);
  }

  @Test
  void ofADeletedTrialItsNumberIsLeft() throws IOException {
    SweepId id = fill("first", "alpha", "omega");
    List<Event> before = events(id);
    assertTrue(onDisk("alpha") && onDisk("omega"));
    try (Erasure erasure = erasure()) {
      erasure.trial(id, 1, LATER);
    }
    assertFalse(onDisk("alpha"));
    assertTrue(onDisk("omega"));
    List<Event> after = events(id);
    assertEquals(before.size() + 1, after.size());
    assertEquals(new TrialEvent.Started(1, NOW, new Assignment(Map.of()), 0), after.get(0));
    assertEquals(new SweepEvent.Voided(NOW), after.get(3));
    assertEquals(before.subList(7, 14), after.subList(7, 14));
    assertEquals(new TrialEvent.Erased(1, LATER), after.get(14));
    LiveHistory history = new LiveHistory(Sweep.recording("x").criteria());
    history.addAll(after);
    assertTrue(history.trial(1).erased());
    assertFalse(history.trial(1).counts());
    assertFalse(history.trial(2).erased());
    assertEquals(Map.of("omega-p", "1"), history.trial(2).dossier().parameters());
  }

  @Test
  void aTrialIsDeletedOnce() {
    SweepId id = fill("first", "alpha");
    try (Erasure erasure = erasure()) {
      erasure.trial(id, 1, LATER);
      erasure.trial(id, 1, LATER.plusSeconds(9));
      assertEquals(
          "sweep 1 has no trial 2.",
          assertThrows(StoreException.class, () -> erasure.trial(id, 2, LATER)).getMessage());
    }
    assertEquals(8, events(id).size());
  }

  @Test
  void aSweepGoesOnAfterATrialOfItWasDeleted() {
    SweepId id = fill("first", "alpha");
    try (Erasure erasure = erasure()) {
      erasure.trial(id, 1, LATER);
    }
    try (H2Store store = open()) {
      store.append(id, 8, trial(2, "beta"));
      assertEquals(15, store.eventsAfter(id, 0, 100).size());
    }
  }

  @Test
  void ofADeletedSweepItsNumberIsLeft() throws IOException {
    fill("first", "alpha");
    SweepId second = fill("second", "beta", "gamma");
    assertTrue(onDisk("second-source") && onDisk("gamma-metric"));
    try (Erasure erasure = erasure()) {
      erasure.sweep(second, LATER);
      assertThrows(StoreException.class, () -> erasure.sweep(second, LATER));
    }
    assertFalse(onDisk("second"));
    assertFalse(onDisk("beta") || onDisk("gamma"));
    try (H2Store store = open()) {
      assertEquals(List.of("first"), store.sweeps().stream().map(s -> s.sweep().name()).toList());
      assertTrue(store.sweep(second).isEmpty());
      assertThrows(StoreException.class, () -> store.eventsAfter(second, 0, 1));
    }
    assertEquals(new SweepId(3), fill("third"));
    assertEquals(7, events(new SweepId(1)).size());
  }

  @Test
  void nothingIsDeletedWhileAnotherProgramHasTheStore() {
    SweepId id = fill("first", "alpha");
    try (H2Store store = open()) {
      StoreException refused = assertThrows(StoreException.class, this::erasure);
      assertTrue(refused.getMessage().contains("in use"), refused.getMessage());
      assertEquals(7, store.eventsAfter(id, 0, 100).size());
    }
  }

  @Test
  void aDeletionThatWasNotClosedIsDoneAllTheSame() throws IOException {
    SweepId id = fill("first", "alpha", "omega");
    Path copy = folder.resolve("copy");
    try (Erasure erasure = erasure()) {
      erasure.trial(id, 1, LATER);
      // As a kill would leave it: what is on disk now, before the database is written anew.
      Files.createDirectory(copy);
      Files.copy(folder.resolve("attune.mv.db"), copy.resolve("attune.mv.db"));
    }
    try (H2Store store = H2Store.open(copy, "test")) {
      LiveHistory history = new LiveHistory(Sweep.recording("x").criteria());
      history.addAll(store.eventsAfter(id, 0, 100));
      Trial trial = history.trial(1);
      assertTrue(trial.erased());
    }
  }
}
