package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server with signal 9 while a program appends; it recovers and goes on. */
class PostgresCrashTest {
  @TempDir Path folder;

  @Test
  void aServerThatIsKilledAndComesBackLosesNothingAndNobodyNotices() throws Exception {
    killServer(2);
  }

  @Test
  @Tag("slow")
  void fiftyKillsOfTheServerLoseNothing() throws Exception {
    killServer(50);
  }

  private void killServer(int times) throws Exception {
    Path data = folder.resolve("data");
    Random random = new Random(1);
    AtomicBoolean enough = new AtomicBoolean();
    try (EmbeddedPostgres server = TestDatabase.durable().setDataDirectory(data).start();
        PostgresStore store =
            PostgresStore.open(
                "postgresql://postgres@localhost:" + server.getPort() + "/postgres",
                folder.resolve("files"),
                "a test")) {
      SweepId id = store.open(TrialStoreContract.sweep("a"), "", TrialStoreContract.NOW);
      Claim claim = store.claim(id);
      CompletableFuture<List<Event>> writer =
          CompletableFuture.supplyAsync(() -> write(store, id, enough));
      for (int i = 0; i < times; i++) {
        Thread.sleep(random.nextInt(500));
        kill(data);
        awaitMore(store, id);
      }
      enough.set(true);
      List<Event> acknowledged = get(writer);
      assertTrue(acknowledged.size() > times, acknowledged.size() + " acknowledged");
      assertEquals(acknowledged, store.eventsAfter(id, 0, Integer.MAX_VALUE));
      claim.close();
    }
  }

  /** A server that is killed while it recovers does not come back by itself. */
  private static void awaitMore(TrialReader store, SweepId id) throws InterruptedException {
    int before = store.eventsAfter(id, 0, Integer.MAX_VALUE).size();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (store.eventsAfter(id, before, 1).isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "no append for a minute");
      Thread.sleep(20);
    }
  }

  private static List<Event> get(CompletableFuture<List<Event>> writer) throws Exception {
    try {
      return writer.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("an append failed", e.getCause());
    }
  }

  private static List<Event> write(TrialStore store, SweepId id, AtomicBoolean enough) {
    List<Event> acknowledged = new ArrayList<>();
    while (!enough.get()) {
      int step = acknowledged.size();
      Event event =
          new TrialEvent.Reported(1, TrialStoreContract.NOW, 1, step, Map.of("loss", step + 0.5));
      store.append(id, step, List.of(event));
      acknowledged.add(event);
    }
    return acknowledged;
  }

  /** All of the server but the process that starts the others, which begins with a recovery. */
  private static void kill(Path data) throws Exception {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    List<ProcessHandle> all = ProcessHandle.of(pid).orElseThrow().descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }
}
