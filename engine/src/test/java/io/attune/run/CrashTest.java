package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.store.EventJson;
import io.attune.store.H2Store;
import io.attune.store.PostgresStore;
import io.attune.store.SweepId;
import io.attune.store.TestDatabase;
import io.attune.store.TrialStore;
import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole program with signal 9, again and again, and looks at what it left. */
class CrashTest {
  private static final SweepId ONE = new SweepId(1);

  @TempDir Path folder;
  private Optional<String> database = Optional.empty();

  @Test
  void twentyKillsLoseNothingAcknowledged() throws Exception {
    killAgainAndAgain(20, "threads", 900);
  }

  @Test
  @Tag("slow")
  void threeHundredKillsLoseNothingAcknowledged() throws Exception {
    killAgainAndAgain(300, "threads", 900);
  }

  @Test
  void fiveKillsLoseNothingInPostgresql() throws Exception {
    database = Optional.of(TestDatabase.create());
    killAgainAndAgain(5, "threads", 900);
  }

  @Test
  @Tag("slow")
  void aHundredKillsLoseNothingInPostgresql() throws Exception {
    database = Optional.of(TestDatabase.create());
    killAgainAndAgain(100, "threads", 900);
  }

  @Test
  void workersOfAKilledProgramEndByThemselves() throws Exception {
    killAgainAndAgain(2, "workers", 8000);
    List<Event> events = stored();
    assertTrue(events.stream().anyMatch(TrialEvent.Placed.class::isInstance), events.toString());
    for (Event event : events) {
      if (event instanceof TrialEvent.Placed placed) {
        long pid = Long.parseLong(placed.environment().get("pid"));
        ProcessHandle.of(pid)
            .ifPresent(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        assertTrue(ProcessHandle.of(pid).isEmpty(), "worker " + pid + " outlived its parent");
      }
    }
  }

  private void killAgainAndAgain(int times, String executor, int mostMillis) throws Exception {
    Random random = new Random(3);
    int acknowledged = 0;
    for (int round = 1; round <= times; round++) {
      List<String> told = runAndKill(executor, random.nextInt(mostMillis));
      List<String> kept = storedLines();
      assertTrue(
          told.size() <= kept.size(),
          "round " + round + ": " + told.size() + " told, but only " + kept.size() + " kept");
      assertEquals(told, kept.subList(0, told.size()), "round " + round);
      acknowledged = told.size();
    }
    assertTrue(acknowledged > 2 * times, "only " + acknowledged + " events in all rounds");
    try (TrialStore store = open()) {
      Verifier.Report report = Verifier.verify(store, ONE);
      assertTrue(report.difference().isEmpty(), report.toString());
    }
    System.out.printf("%d kills, %d events acknowledged, none lost%n", times, acknowledged);
  }

  /** Everything the program said was on disk before it was killed; earlier runs' events too. */
  private List<String> runAndKill(String executor, int millis) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                WorkerProcess.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashMain.class.getName(),
                folder.toString(),
                executor));
    database.ifPresent(words::add);
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> told = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      told.add(reader.readLine());
      new Thread(() -> killAfter(process, millis)).start();
      readWholeLines(reader, told);
    }
    process.waitFor();
    assertEquals(137, process.exitValue(), "the program ended before it was killed");
    return told;
  }

  private static void killAfter(Process process, int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Process.destroyForcibly would also close the pipe that is being read.
    process.toHandle().destroyForcibly();
  }

  /** The kill may cut the last line. */
  private static void readWholeLines(BufferedReader reader, List<String> lines) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '\n') {
        lines.add(line.toString());
        line.setLength(0);
      } else {
        line.append((char) c);
      }
    }
  }

  private TrialStore open() {
    return database.isPresent()
        ? PostgresStore.open(database.get(), folder, "a test")
        : H2Store.open(folder, "a test");
  }

  private List<Event> stored() {
    try (TrialStore store = open()) {
      return store.eventsAfter(ONE, 0, Integer.MAX_VALUE);
    }
  }

  private List<String> storedLines() {
    return stored().stream().map(event -> EventJson.line(EventJson.write(event))).toList();
  }
}
