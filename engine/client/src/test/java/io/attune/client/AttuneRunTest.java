package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program logs, with a real server and a network that fails. */
class AttuneRunTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final Tracker tracker = Tracker.start(store, 0);
  private FaultyNetwork network;

  @BeforeEach
  void connect() throws IOException {
    network = new FaultyNetwork(tracker.uri(), n -> Fault.NONE);
  }

  @AfterEach
  void close() {
    network.close();
    tracker.close();
    store.close();
  }

  private RunBuilder run(String id) {
    return AttuneRun.of(network.url(), "digits").id(id).unsent(folder).patience(SHORT);
  }

  private static void log(AttuneRun run, long from, long to) {
    for (long step = from; step <= to; step++) {
      run.log(step, Map.of("loss", 1.0 / step));
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  private Trial trial(int number) {
    var sweep = store.sweeps().get(0);
    LiveHistory history = new LiveHistory(sweep.sweep().criteria());
    store.pages(sweep.id()).forEach(history::addAll);
    return history.trial(number);
  }

  private List<Path> unsent() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aRunIsRecordedFromItsBeginningToItsEnd() throws Exception {
    try (AttuneRun run =
        run("r")
            .params(Map.of("rate", 0.1, "opt", "adam"))
            .tags(Map.of("team", "vision"))
            .name("first")
            .group("folds")
            .parent("mother")
            .start()) {
      run.log(1, Map.of("loss", 0.5));
      run.log(2, Map.of("loss", 0.25f, "odd", Double.NaN, "count", 3));
      run.log("a \"line\"");
      run.params(Map.of("epochs", 2));
      run.tags(Map.of("note", "good"));
      assertTrue(run.flush(LONG));
      assertEquals(7, run.stats().acknowledged());
    }
    Trial trial = trial(1);
    assertEquals(new TrialState.Completed(0.25), trial.state());
    assertEquals(Map.of("rate", "0.1", "opt", "adam", "epochs", "2"), trial.dossier().parameters());
    assertEquals(
        Map.of(
            "team",
            "vision",
            "attune.group",
            "folds",
            "attune.parent",
            "mother",
            "attune.run",
            "r",
            "note",
            "good"),
        trial.dossier().label().tags());
    assertEquals(Optional.of("first"), trial.dossier().label().name());
    assertTrue(Double.isNaN(trial.curve("odd").last()));
    assertEquals(3, trial.curve("count").last());
    assertEquals(
        List.of("a \"line\""),
        Tracker.events(store, TrialEvent.Logged.class).map(TrialEvent.Logged::text).toList());
    assertEquals(List.of(), unsent());
  }

  @Test
  void everyPointArrivesOnceAndInOrderWhateverTheNetworkDoes() throws Exception {
    Fault[] faults = {
      Fault.NONE, Fault.ANSWER_LOST, Fault.NONE, Fault.REQUEST_LOST, Fault.SLOW, Fault.UNAVAILABLE
    };
    network.plan(n -> n == 10 ? Fault.SWALLOWED : faults[n % faults.length]);
    AttuneRun run = run("r").room(500, 1 << 30).start();
    for (int part = 0; part < 10; part++) {
      log(run, part * 500L + 1, part * 500L + 500);
      Thread.sleep(20);
      if (part == 5) {
        network.down();
        Thread.sleep(300);
        network.up();
      }
    }
    assertTrue(run.flush(LONG));
    run.finish();
    assertEquals(Tracker.upTo(5_000), Tracker.steps(store, 1));
    assertEquals(0, run.stats().lost());
    assertTrue(network.happened(Fault.ANSWER_LOST) > 0);
    assertTrue(network.happened(Fault.REQUEST_LOST) > 0);
    assertTrue(network.happened(Fault.UNAVAILABLE) > 0);
    assertEquals(List.of(), unsent());
  }

  @Test
  void aFloodThroughATinyQueueLosesNothing() throws Exception {
    network.plan(n -> Fault.SLOW);
    AttuneRun run = run("r").room(64, 1 << 30).start();
    log(run, 1, 100_000);
    assertTrue(run.flush(LONG));
    run.finish();
    assertEquals(Tracker.upTo(100_000), Tracker.steps(store, 1));
    assertTrue(run.stats().spilled() > 0, run.stats().toString());
    assertEquals(0, run.stats().lost());
  }

  @Test
  void whatCannotBeSentIsSentByALaterRunBeforeItsOwn() throws Exception {
    network.down();
    AttuneRun first = run("r").start();
    log(first, 1, 300);
    await(() -> first.stats().spilled() > 0);
    log(first, 301, 700);
    first.fail("no cheese");
    assertEquals(0, first.stats().lost());
    assertTrue(first.stats().trouble().orElseThrow().contains("does not answer"));
    assertEquals(1, unsent().size());
    network.up();
    try (AttuneRun second = run("r").start()) {
      log(second, 701, 800);
      assertTrue(second.flush(LONG));
    }
    assertEquals(Tracker.upTo(800), Tracker.steps(store, 1));
    assertEquals(List.of(), unsent());
    assertEquals(2, trial(1).attempt());
    assertTrue(
        Tracker.events(store, TrialEvent.Ended.class)
            .anyMatch(
                end ->
                    end.state()
                        .equals(new TrialState.Failed(Cause.of(Cause.Kind.ERROR, "no cheese")))));
  }

  @Test
  void aFileThatIsSentTwiceCountsOnce() throws Exception {
    network.down();
    AttuneRun run = run("r").start();
    log(run, 1, 50);
    run.finish();
    Path file = unsent().get(0);
    Path copy = Files.copy(file, folder.resolve("copy" + SpillFile.SUFFIX));
    network.up();
    // The copy is torn at its end, as by a crash.
    byte[] bytes = Files.readAllBytes(copy);
    Files.write(copy, java.util.Arrays.copyOf(bytes, bytes.length - 30));
    assertEquals(51 + 52, AttuneRun.sync(folder, Optional.empty(), ""));
    assertEquals(0, AttuneRun.sync(folder, Optional.empty(), ""));
    assertEquals(Tracker.upTo(50), Tracker.steps(store, 1));
    assertEquals(List.of(), unsent());
  }

  @Test
  void loggingWaitsWhereMemoryAndDiskAreFullAndGoesOnWhenTheServerIsBack() throws Exception {
    network.down();
    AttuneRun run = run("r").room(10, 1).start();
    Thread training = new Thread(() -> log(run, 1, 500));
    training.start();
    await(() -> run.stats().blocked() > 0);
    network.up();
    training.join();
    assertTrue(run.flush(LONG));
    run.finish();
    assertEquals(Tracker.upTo(500), Tracker.steps(store, 1));
  }

  @Test
  void anInterruptNeitherStopsLoggingNorLosesAnything() throws Exception {
    network.down();
    AttuneRun run = run("r").room(10, 1).start();
    Thread.currentThread().interrupt();
    log(run, 1, 100);
    run.finish();
    assertTrue(Thread.interrupted());
    assertEquals(0, run.stats().lost());
    network.up();
    assertEquals(102, AttuneRun.sync(folder, Optional.empty(), ""));
    assertEquals(Tracker.upTo(100), Tracker.steps(store, 1));
  }

  @Test
  void whatTheServerRefusesIsKept() throws Exception {
    network.plan(n -> Fault.FORBIDDEN);
    AttuneRun run = run("r").start();
    log(run, 1, 10);
    await(() -> run.stats().trouble().equals(Optional.of("no key")));
    assertFalse(run.flush(LONG));
    run.finish();
    assertEquals(List.of(), store.sweeps());
    assertEquals(0, AttuneRun.sync(folder, Optional.empty(), ""));
    assertEquals(1, unsent().size());
    network.plan(n -> Fault.NONE);
    assertEquals(12, AttuneRun.sync(folder, Optional.empty(), ""));
    assertEquals(Tracker.upTo(10), Tracker.steps(store, 1));
  }

  @Test
  void whatCannotBeLoggedIsRefusedAtOnce() {
    try (AttuneRun run = run("r").start()) {
      assertEquals(
          "\" \" is no name; names have 1 to 250 characters, and no control characters.",
          assertThrows(IllegalArgumentException.class, () -> run.log(1, Map.of(" ", 1)))
              .getMessage());
      run.finish();
      assertEquals(
          "the run has ended; nothing more can be logged.",
          assertThrows(IllegalStateException.class, () -> run.log("x")).getMessage());
    }
  }
}
