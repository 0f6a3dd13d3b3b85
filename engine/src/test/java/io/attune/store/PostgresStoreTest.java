package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStoreTest extends TrialStoreContract {
  @TempDir Path files;
  private final String address = TestDatabase.create();

  @Override
  TrialStore create(Path folder) {
    return PostgresStore.open(address, folder, "a test");
  }

  private PostgresStore another(String owner) {
    return PostgresStore.open(address, folder, owner);
  }

  @Test
  void everythingIsThereAfterReopening() {
    String own = TestDatabase.create();
    SweepId id;
    try (PostgresStore first = PostgresStore.open(own, files, "first")) {
      id = first.open(sweep("kept"), "name: kept", NOW);
      first.append(id, 0, everyKind().subList(0, 4));
    }
    try (PostgresStore second = PostgresStore.open(own, files, "second")) {
      second.append(id, 4, everyKind().subList(4, everyKind().size()));
    }
    try (PostgresStore third = PostgresStore.open(own, files, "third")) {
      assertEquals(List.of(new SweepRecord(id, sweep("kept"), "name: kept", NOW)), third.sweeps());
      assertEquals(kept(everyKind()), third.eventsAfter(id, 0, 100));
      assertEquals(new SweepId(2), third.open(sweep("next"), "", NOW));
    }
  }

  @Test
  void aSweepThatAnotherProgramRunsIsNotGivenOutAndItsHolderIsNamed() {
    try (PostgresStore first = another("attune run digits.yaml");
        PostgresStore second = another("attune resume 1")) {
      SweepId id = first.open(sweep("a"), "", NOW);
      try (Claim claim = first.claim(id)) {
        first.describeOwner("attune run digits.yaml, at http://127.0.0.1:1");
        String held =
            "sweep 1 is run by attune run digits.yaml, at http://127.0.0.1:1. Wait until that ends, or stop it first.";
        assertEquals(held, assertThrows(StoreException.class, () -> second.claim(id)).getMessage());
        assertEquals(
            held,
            assertThrows(StoreException.class, () -> second.append(id, 0, everyKind()))
                .getMessage());
        first.append(id, 0, everyKind());
      }
      try (Claim claim = second.claim(id)) {
        second.append(id, everyKind().size(), everyKind().subList(0, 1));
      }
      assertEquals(everyKind().size() + 1, first.eventsAfter(id, 0, 1000).size());
    }
  }

  @Test
  void whoLostASweepIsRefusedWhenItAppendsLateAndLivesOn() {
    PostgresStore holder = another("the new runner");
    try (holder;
        PostgresStore loser = another("the old runner")) {
      SweepId id = loser.open(sweep("a"), "", NOW);
      Claim lost = loser.claim(id);
      loser.append(id, 0, everyKind().subList(0, 2));
      lost.close();
      Claim claim = holder.claim(id);
      StoreException refused =
          assertThrows(StoreException.class, () -> loser.append(id, 2, everyKind().subList(2, 4)));
      assertEquals(
          "sweep 1 is run by the new runner. Wait until that ends, or stop it first.",
          refused.getMessage());
      holder.append(id, 2, everyKind().subList(2, 3));
      claim.close();
      assertEquals(
          "sweep 1 has 3 events, not 2: another runner works on it. Maybe stop that one first.",
          assertThrows(StoreException.class, () -> loser.append(id, 2, everyKind().subList(2, 4)))
              .getMessage());
      SweepId other = loser.open(sweep("b"), "", NOW);
      loser.append(other, 0, everyKind());
    }
  }

  @Test
  void connectionsThatAreEndedAreMadeAnewAndNothingIsLostOrTwice() throws Exception {
    try (PostgresStore mine = another("a test")) {
      SweepId id = mine.open(sweep("a"), "", NOW);
      Claim claim = mine.claim(id);
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread killer = new Thread(() -> killUntil(done));
      killer.start();
      List<Event> events = new ArrayList<>();
      try {
        for (int i = 0; i < 300; i++) {
          Event event = new TrialEvent.Logged(1, NOW, 1, "line " + i);
          mine.append(id, events.size(), List.of(event));
          events.add(event);
          assertEquals(List.of(event), mine.eventsAfter(id, i, 10));
        }
      } finally {
        done.complete(null);
        killer.join();
      }
      assertEquals(events, mine.eventsAfter(id, 0, 1000));
      // The last kill may have come after the last append.
      mine.append(id, events.size(), everyKind());
      try (PostgresStore other = another("other")) {
        assertThrows(StoreException.class, () -> other.claim(id));
        claim.close();
        other.claim(id).close();
      }
    }
  }

  private void killUntil(CompletableFuture<Void> done) {
    while (!done.isDone()) {
      TestDatabase.killWriters(address);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Test
  void programsThatShareAStoreTakeNumbersOfSweepsAndSeriesThatNobodyElseHas() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<SweepId>> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      made.add(threads.submit(this::fillASweep));
    }
    for (Future<SweepId> id : made) {
      id.get();
    }
    threads.shutdown();
    try (PostgresStore mine = another("a test")) {
      assertEquals(20, mine.sweeps().size());
      mine.sweeps()
          .forEach(sweep -> assertEquals(kept(everyKind()), mine.eventsAfter(sweep.id(), 0, 100)));
    }
  }

  private SweepId fillASweep() {
    try (PostgresStore mine = another("one of many")) {
      SweepId id = new SweepId(0);
      for (int i = 0; i < 5; i++) {
        id = mine.open(sweep("a"), "", NOW);
        mine.append(id, 0, everyKind());
      }
      return id;
    }
  }

  @Test
  void ofManyWhoAppendTheSameEventOneSucceeds() throws Exception {
    try (PostgresStore mine = another("a test")) {
      SweepId id = mine.open(sweep("a"), "", NOW);
      ExecutorService threads = Executors.newFixedThreadPool(3);
      List<Future<Integer>> wins = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        wins.add(threads.submit(() -> race(id)));
      }
      int total = 0;
      for (Future<Integer> each : wins) {
        total += each.get();
      }
      threads.shutdown();
      assertEquals(50, total);
      assertEquals(50, mine.eventsAfter(id, 0, 100).size());
    }
  }

  private int race(SweepId id) {
    int wins = 0;
    try (PostgresStore mine = another("one of many")) {
      for (int i = 0; i < 50; i++) {
        try {
          mine.append(id, i, everyKind().subList(i % 3, i % 3 + 1));
          wins++;
        } catch (StoreException e) {
          assertTrue(e.getMessage().contains("another runner works on it"), e.getMessage());
        }
        while (mine.eventsAfter(id, i, 1).isEmpty()) {
          Thread.onSpinWait();
        }
      }
    }
    return wins;
  }

  @Test
  void aServerThatMayLoseWhatItAcknowledgedIsWarnedOf() {
    try (PostgresStore safe = another("a test")) {
      assertEquals(List.of(), safe.warnings());
    }
    TestDatabase.execute(
        address, "ALTER DATABASE %s SET synchronous_commit = off".formatted(name()));
    try (PostgresStore unsafe = another("a test")) {
      assertEquals(
          List.of(
              address
                  + " has synchronous_commit off: a power cut may cost what was acknowledged. Set it to on."),
          unsafe.warnings());
    }
  }

  private String name() {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  @Test
  void theFolderOfAnotherStoreIsRefused() {
    another("a test").close();
    String other = TestDatabase.create();
    assertEquals(
        folder + " has the files of another store. Name this store's folder with --files.",
        assertThrows(StoreException.class, () -> PostgresStore.open(other, folder, "a test"))
            .getMessage());
  }

  @Test
  void aStoreOfANewerVersionIsRefused() {
    TestDatabase.execute(
        address,
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
          checksum, installed_by, execution_time, success)
        VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'attune', 1, TRUE)
        """);
    assertEquals(
        "the store %s was written by a newer Attune (format 99). Use that one, or choose another with --store."
            .formatted(address),
        assertThrows(StoreException.class, () -> another("old")).getMessage());
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNamedWithARemedy() {
    assertEquals(
        "cannot use the store %s: FATAL: database \"none\" does not exist. Make the database first: createdb NAME."
            .formatted(address.replace(name(), "none")),
        assertThrows(
                StoreException.class,
                () -> PostgresStore.open(address.replace(name(), "none"), folder, "x"))
            .getMessage());
    assertEquals(
        "cannot use the store postgresql://me@localhost:1/x: Connection to localhost:1 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections. Is it running?",
        assertThrows(
                StoreException.class,
                () -> PostgresStore.open("postgresql://me@localhost:1/x", folder, "x"))
            .getMessage());
  }

  @Test
  void whatIsNoStoreIsLeftAlone() {
    String other = TestDatabase.create();
    TestDatabase.execute(other, "CREATE TABLE customers (id BIGINT)");
    assertEquals(
        "the database of the store %s holds other tables than a store's. Make one for the store alone: createdb NAME."
            .formatted(other),
        assertThrows(StoreException.class, () -> PostgresStore.open(other, folder, "x"))
            .getMessage());
  }
}
