package io.attune.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends TrialStoreContract {
  @TempDir Path other;

  @Override
  TrialStore create(Path folder) {
    return H2Store.open(folder, "a test");
  }

  @Test
  void everythingIsThereAfterReopening() {
    SweepId id;
    try (H2Store store = H2Store.open(other, "first")) {
      id = store.open(sweep("kept"), "name: kept", NOW);
      store.append(id, 0, everyKind().subList(0, 4));
    }
    try (H2Store store = H2Store.open(other, "second")) {
      store.append(id, 4, everyKind().subList(4, everyKind().size()));
    }
    try (H2Store store = H2Store.open(other, "third")) {
      assertEquals(List.of(new SweepRecord(id, sweep("kept"), "name: kept", NOW)), store.sweeps());
      assertEquals(kept(everyKind()), store.eventsAfter(id, 0, 100));
      assertEquals(new SweepId(2), store.open(sweep("next"), "", NOW));
    }
  }

  @Test
  void aSecondOpenerIsToldWhoHoldsTheStore() {
    try (H2Store first = H2Store.open(other, "attune run digits.yaml")) {
      first.describeOwner("attune run digits.yaml, dashboard at http://127.0.0.1:1");
      StoreException refused =
          assertThrows(StoreException.class, () -> H2Store.open(other, "second"));
      assertEquals(
          "store %s is in use by process %d, attune run digits.yaml, dashboard at http://127.0.0.1:1. Wait until it ends, or choose another folder with --store."
              .formatted(other, ProcessHandle.current().pid()),
          refused.getMessage());
    }
    H2Store.open(other, "third").close();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(other.resolve("file"));
    StoreException refused = assertThrows(StoreException.class, () -> H2Store.open(file, "x"));
    assertTrue(
        refused.getMessage().startsWith("cannot use " + file + " as a store: "),
        refused.getMessage());
  }

  @Test
  void aRefusedOpenerDoesNotLetOtherProgramsIn() throws Exception {
    try (H2Store first = H2Store.open(other, "first")) {
      assertThrows(StoreException.class, () -> H2Store.open(other, "second"));
      Process stranger =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OpenMain.class.getName(),
                  other.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(stranger.getInputStream().readAllBytes(), UTF_8);
      assertTrue(
          said.startsWith(
              "store %s is in use by process %d, first."
                  .formatted(other, ProcessHandle.current().pid())),
          said);
      assertEquals(List.of(), first.sweeps());
    }
  }

  @Test
  void aClosedStoreSaysSoWhateverItIsAskedAndByWhom() throws Exception {
    H2Store store = H2Store.open(other, "first");
    SweepId id = store.open(sweep("a"), "", NOW);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<String>> ends = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean reads = i % 2 == 0;
      ends.add(threads.submit(() -> useUntilItFails(store, id, reads)));
    }
    Thread.sleep(300);
    store.close();
    for (Future<String> end : ends) {
      assertEquals("the store is closed.", end.get(30, TimeUnit.SECONDS));
    }
    threads.shutdown();
    assertEquals(
        "the store is closed.", assertThrows(StoreException.class, store::sweeps).getMessage());
    store.close();
  }

  private static String useUntilItFails(H2Store store, SweepId id, boolean reads) {
    try {
      while (true) {
        if (reads) {
          store.eventsAfter(id, 0, 100);
        } else {
          store.open(sweep("b"), "", NOW);
        }
      }
    } catch (RuntimeException e) {
      return e instanceof StoreException ? String.valueOf(e.getMessage()) : e.toString();
    }
  }

  @Test
  void aStoreOfANewerVersionIsRefused() throws Exception {
    H2Store.open(other, "first").close();
    String url = "jdbc:h2:file:" + other.resolve("attune");
    try (Connection connection = DriverManager.getConnection(url, "attune", "")) {
      connection
          .createStatement()
          .execute(
              """
              INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description",
                "type", "script", "checksum", "installed_by", "execution_time", "success")
              VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'attune', 1, TRUE)
              """);
    }
    StoreException refused = assertThrows(StoreException.class, () -> H2Store.open(other, "old"));
    assertEquals(
        "the store in %s was written by a newer Attune (format 99). Use that one, or choose another with --store."
            .formatted(other),
        refused.getMessage());
  }

  @Test
  void aDamagedStoreIsSaidToBeSoWithARemedy() throws Exception {
    H2Store.open(other, "first").close();
    Path file = other.resolve("attune.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(file, bytes);
    for (int i = 0; i < 2; i++) {
      StoreException refused = assertThrows(StoreException.class, () -> H2Store.open(other, "x"));
      assertEquals(
          "the store in %s is damaged. Restore its folder from a backup, or move it away to start anew."
              .formatted(other),
          refused.getMessage());
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void aFolderAndItsNoteLeftByADeadProgramOpen() throws Exception {
    H2Store.open(other, "first").close();
    Files.writeString(other.resolve("owner"), "process 1, a program that was killed");
    Files.writeString(other.resolve("lock"), "");
    H2Store.open(other, "second").close();
  }

  @Test
  void ofManyOpenersAtOnceOneWinsAndTheRestAreTold() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tries.add(threads.submit(this::opensAndHolds));
    }
    int winners = 0;
    for (Future<Boolean> one : tries) {
      winners += one.get() ? 1 : 0;
    }
    threads.shutdown();
    assertEquals(1, winners);
  }

  private final CountDownLatch refusals = new CountDownLatch(5);

  private boolean opensAndHolds() throws InterruptedException {
    try (H2Store store = H2Store.open(other, "one of many")) {
      assertTrue(refusals.await(30, TimeUnit.SECONDS));
      return store.sweeps().isEmpty();
    } catch (StoreException e) {
      assertTrue(e.getMessage().contains("is in use by"), e.getMessage());
      refusals.countDown();
      return false;
    }
  }
}
