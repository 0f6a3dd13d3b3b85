package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.client.FaultyNetwork.Fault;
import io.attune.store.H2Store;
import io.attune.store.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that log, and their tracker, are killed with signal 9, again and again. */
class KillTest {
  @TempDir Path folder;

  private static Process start(Stream<String> command) throws IOException {
    return new ProcessBuilder(command.toList())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static Stream<String> java(Class<?> main, String... arguments) {
    return Stream.concat(
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()),
        Stream.of(arguments));
  }

  /** Last number that a program says before it is killed; 0 if none. */
  private static long lastNumberUntilKilled(Process process, int millis) throws Exception {
    Thread killer =
        new Thread(
            () -> {
              try {
                Thread.sleep(millis);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              process.toHandle().destroyForcibly();
            });
    killer.start();
    long last = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The kill may cut the last line, which makes a smaller number of it.
        last = Math.max(last, Long.parseLong(line));
      }
    }
    killer.join();
    process.waitFor();
    return last;
  }

  interface Program {
    Stream<String> command(String url, long firstStep);
  }

  /** Kills a program while the network fails, and looks whether all it was sure of is there. */
  private void killPrograms(int times, Program program) throws Exception {
    Random random = new Random(7);
    Fault[] faults = {
      Fault.NONE, Fault.NONE, Fault.NONE, Fault.SLOW, Fault.ANSWER_LOST, Fault.UNAVAILABLE
    };
    try (MemoryStore store = new MemoryStore();
        Tracker tracker = Tracker.start(store, 0);
        FaultyNetwork network =
            new FaultyNetwork(tracker.uri(), n -> faults[random.nextInt(faults.length)])) {
      long known = 0;
      for (int round = 0; round < times; round++) {
        Process process = start(program.command(network.url(), known + 1));
        long sure = lastNumberUntilKilled(process, 1_000 + random.nextInt(2_500));
        network.plan(n -> Fault.NONE);
        network.awaitQuiet();
        AttuneRun.sync(folder, Optional.empty(), "");
        network.plan(n -> faults[random.nextInt(faults.length)]);
        List<Long> steps = store.sweeps().isEmpty() ? List.of() : Tracker.steps(store, 1);
        known = steps.size();
        assertEquals(Tracker.upTo(known), steps, "round " + round);
        assertTrue(sure <= known, "round " + round + ": " + sure + " sure, " + known + " there");
      }
      assertTrue(known > 0, "nothing was logged");
    }
  }

  private Stream<String> logMain(String url, long firstStep) {
    return java(LogMain.class, url, folder.toString(), Long.toString(firstStep));
  }

  @Test
  void aKilledProgramLosesNothingThatItWasSureOf() throws Exception {
    killPrograms(3, this::logMain);
  }

  @Test
  @Tag("slow")
  void fiftyKilledProgramsLoseNothingThatTheyWereSureOf() throws Exception {
    killPrograms(50, this::logMain);
  }

  private Stream<String> pythonMain(String url, long firstStep) {
    return Python.command(
        """
        import itertools, sys, attune
        run = attune.start(sys.argv[1], "digits", run="r", unsent=sys.argv[2], room=200)
        for step in itertools.count(int(sys.argv[3])):
            run.log(step, loss=1 / step)
            if step % 50 == 0 and run.flush(0.2):
                print(step, flush=True)
        """,
        url, folder.toString(), Long.toString(firstStep));
  }

  @Test
  void aKilledProgramInPythonLosesNothingThatItWasSureOf() throws Exception {
    Python.assumeThere();
    killPrograms(2, this::pythonMain);
  }

  @Test
  @Tag("slow")
  void fiftyKilledProgramsInPythonLoseNothingThatTheyWereSureOf() throws Exception {
    Python.assumeThere();
    killPrograms(50, this::pythonMain);
  }

  @Test
  void aKilledTrackerIsSentOnceWhatItLacks() throws Exception {
    killTrackers(2);
  }

  @Test
  @Tag("slow")
  void aTrackerThatIsKilledThirtyTimesIsSentOnceWhatItLacks() throws Exception {
    killTrackers(30);
  }

  private void killTrackers(int times) throws Exception {
    Path data = folder.resolve("store");
    Random random = new Random(9);
    Process process = start(java(RecorderMain.class, data.toString(), "0"));
    String port = firstLine(process);
    AttuneRun run =
        AttuneRun.of("http://127.0.0.1:" + port, "digits").id("r").unsent(folder).start();
    long step = 0;
    for (int round = 0; round < times; round++) {
      long until = System.nanoTime() + (300 + random.nextInt(700)) * 1_000_000L;
      while (System.nanoTime() < until) {
        run.log(++step, Map.of("loss", 1.0 / step));
        Thread.sleep(1);
      }
      process.toHandle().destroyForcibly();
      process.waitFor();
      process = start(java(RecorderMain.class, data.toString(), port));
      assertEquals(port, firstLine(process));
    }
    assertTrue(run.flush(Duration.ofSeconds(60)), run.stats().toString());
    run.finish();
    process.toHandle().destroyForcibly();
    process.waitFor();
    try (H2Store store = H2Store.open(data, "a test")) {
      assertEquals(Tracker.upTo(step), Tracker.steps(store, 1));
    }
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }
}
