package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.client.FaultyNetwork.Fault;
import io.attune.store.MemoryStore;
import io.attune.trial.Cause;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program in Python logs, with a real server and a network that fails. */
class PythonRunTest {
  private static final String START =
      """
      import sys, time, os, attune
      def start(run="r", **more):
          return attune.start(sys.argv[1], "digits", run=run, unsent=sys.argv[2], **more)
      """;

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final Tracker tracker = Tracker.start(store, 0);
  private FaultyNetwork network;

  @BeforeEach
  void connect() throws Exception {
    Python.assumeThere();
    network = new FaultyNetwork(tracker.uri(), n -> Fault.NONE);
  }

  @AfterEach
  void close() {
    if (network != null) {
      network.close();
    }
    tracker.close();
    store.close();
  }

  private String python(String program) throws IOException {
    return Python.run(START + program, network.url(), folder.toString());
  }

  private List<Path> unsent() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private Trial trial(int number) {
    var sweep = store.sweeps().get(0);
    LiveHistory history = new LiveHistory(sweep.sweep().criteria());
    store.pages(sweep.id()).forEach(history::addAll);
    return history.trial(number);
  }

  @Test
  void aRunIsRecordedFromItsBeginningToItsEnd() throws Exception {
    String printed =
        python(
            """
            with start(params={"rate": 0.1, "opt": "adam"}, tags={"team": "vision"}, name="first") as run:
                run.log(1, loss=0.5)
                run.log(2, {"loss": 0.25}, odd=float("nan"), far=float("-inf"))
                run.log("a line")
                run.params(epochs=2)
                run.tags(note="good")
                print(run.flush(), run.stats().acknowledged, run.stats().trouble)
            """);
    assertEquals("True 7 None\n", printed);
    Trial trial = trial(1);
    assertEquals(new TrialState.Completed(0.25), trial.state());
    assertEquals(Map.of("rate", "0.1", "opt", "adam", "epochs", "2"), trial.dossier().parameters());
    assertEquals(
        Map.of("team", "vision", "attune.run", "r", "note", "good"),
        trial.dossier().label().tags());
    assertTrue(Double.isNaN(trial.curve("odd").last()));
    assertEquals(
        List.of("a line"),
        Tracker.events(store, TrialEvent.Logged.class).map(TrialEvent.Logged::text).toList());
    assertEquals(List.of(), unsent());
  }

  @Test
  void howAProgramEndsIsHowItsRunEnds() throws Exception {
    python("start().log(1, loss=1)");
    assertEquals(new TrialState.Completed(1), trial(1).state());
    python("start('a').log(1, loss=1)\nraise ValueError('no cheese')");
    TrialState failed = new TrialState.Failed(Cause.of(Cause.Kind.ERROR, "ValueError: no cheese"));
    assertEquals(failed, trial(2).state());
    python("with start('b') as run:\n  run.log(1, loss=1)\n  raise ValueError('no cheese')");
    assertEquals(failed, trial(3).state());
    python("with start('c') as run:\n  run.log(1, loss=1)\n  raise KeyboardInterrupt()");
    assertEquals(new TrialState.Stopped(1, "it was interrupted"), trial(4).state());
  }

  @Test
  void everyPointArrivesOnceAndInOrderWhateverTheNetworkDoes() throws Exception {
    Fault[] faults = {Fault.NONE, Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.UNAVAILABLE};
    network.plan(n -> faults[n % faults.length]);
    String printed =
        python(
            """
            run = start(room=300)
            for step in range(1, 5001):
                run.log(step, loss=1 / step)
                if step % 500 == 0: time.sleep(0.05)
            print(run.flush(60))
            run.finish()
            print(run.stats().lost)
            """);
    assertTrue(printed.contains("True\n") && printed.endsWith("0\n"), printed);
    assertEquals(Tracker.upTo(5_000), Tracker.steps(store, 1));
    assertTrue(network.happened(Fault.ANSWER_LOST) > 0);
    assertEquals(List.of(), unsent());
  }

  @Test
  void whatCannotBeSentIsSentLaterByEitherLanguage() throws Exception {
    network.down();
    String program =
        """
        run = start()
        for step in range(%d, %d): run.log(step, loss=1)
        run.finish(patience=0.2)
        """;
    String printed = python(program.formatted(1, 301));
    assertTrue(printed.contains("attune: 302 entries could not be sent and are kept in "), printed);
    network.up();
    assertEquals(302, AttuneRun.sync(folder, Optional.empty(), ""));
    network.down();
    AttuneRun run =
        AttuneRun.of(network.url(), "digits")
            .id("r")
            .unsent(folder)
            .patience(java.time.Duration.ZERO)
            .start();
    for (long step = 301; step <= 400; step++) {
      run.log(step, Map.of("loss", 1));
    }
    run.finish();
    network.up();
    python(program.formatted(401, 501).replace("0.2", "30"));
    assertEquals(Tracker.upTo(500), Tracker.steps(store, 1));
    assertEquals(List.of(), unsent());
  }

  @Test
  void whatIsTornIsLeftOutAndWhatIsChangedIsSaid() throws Exception {
    network.down();
    python(
        "run = start()\nfor step in range(1, 51): run.log(step, loss=1)\nrun.finish(patience=0)");
    network.up();
    Path file = unsent().get(0);
    byte[] bytes = Files.readAllBytes(file);
    byte[] changed = bytes.clone();
    changed[bytes.length / 2] ^= 1;
    Files.write(file, changed);
    String printed = python("print(attune.sync(sys.argv[2]))");
    assertTrue(printed.contains("was changed after byte"), printed);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 30));
    assertTrue(python("print(attune.sync(sys.argv[2]))").endsWith("51\n"));
    assertEquals(Tracker.upTo(50), Tracker.steps(store, 1));
    assertEquals(List.of(), unsent());
  }

  @Test
  void aFloodThroughATinyQueueWaitsForTheDiskAndLosesNothing() throws Exception {
    network.plan(n -> Fault.SLOW);
    String printed =
        python(
            """
            run = start(room=64, disk=100_000)
            for step in range(1, 20_001): run.log(step, loss=1)
            run.flush()
            print(run.stats().spilled > 0, run.stats().blocked > 0, run.stats().lost)
            """);
    assertTrue(printed.contains("True True 0\n"), printed);
    assertEquals(Tracker.upTo(20_000), Tracker.steps(store, 1));
  }

  @Test
  void aProcessThatIsForkedOffHasAStreamOfItsOwn() throws Exception {
    String printed =
        python(
            """
            run = start()
            for step in range(1, 101): run.log(step, loss=1)
            child = os.fork()
            for step in range(101, 201): run.log(step, loss=1)
            if child == 0:
                print(run.flush(), flush=True)
                os._exit(0)
            os.waitpid(child, 0)
            run.finish()
            """);
    assertEquals("True\n", printed);
    List<Long> steps = Tracker.steps(store, 1);
    assertEquals(
        Stream.concat(Tracker.upTo(200).stream(), Tracker.upTo(200).stream().skip(100))
            .sorted()
            .toList(),
        steps.stream().sorted().toList());
    assertEquals(2, trial(1).dossier().streams().size());
    assertTrue(trial(1).state() instanceof TrialState.Completed);
  }

  @Test
  void whatCannotBeLoggedIsRefusedAtOnce() throws Exception {
    String printed =
        python(
            """
            run = start()
            try: run.log(1, {" ": 1})
            except ValueError as error: print(error)
            run.finish()
            try: run.log("x")
            except RuntimeError as error: print(error)
            """);
    assertEquals(
        """
        ' ' is no name; names have 1 to 250 characters, and no control characters.
        the run has ended; nothing more can be logged.
        """,
        printed);
  }
}
