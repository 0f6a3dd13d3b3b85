package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.client.FaultyNetwork.Fault;
import io.attune.store.BlobStore;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.trial.Attachment;
import io.attune.trial.TrialEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recorded runs keep beside metrics, with a real server and a network that fails. */
class AttachedRunTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  @TempDir Path work;
  private final MemoryStore store = new MemoryStore();
  private final Tracker tracker = Tracker.start(store, 0);
  private FaultyNetwork network;
  private Path png;
  private Path model;

  @BeforeEach
  void connect() throws IOException {
    network = new FaultyNetwork(tracker.uri(), n -> Fault.NONE);
    png = Files.write(work.resolve("digit.png"), KeepingTest.PNG);
    model = Files.write(work.resolve("model.bin"), new byte[300_000]);
  }

  @AfterEach
  void close() {
    network.close();
    tracker.close();
    store.close();
  }

  private AttuneRun start() {
    return AttuneRun.of(network.url(), "digits")
        .id("r")
        .unsent(folder)
        .patience(Duration.ofMillis(300))
        .start();
  }

  private void logAll(AttuneRun run) throws IOException {
    run.logText("note", "a \"text\"", 0);
    run.logText("plain", "without a step");
    run.logTable("errors", List.of("a", "b"), List.of(Arrays.asList(Double.NaN, null)), 1);
    run.logHistogram("weights", new double[] {1, 1, Double.NaN}, 2);
    run.logImage("digit", png, 3);
    run.logArtifact("model", model);
  }

  private List<Attachment> kept() {
    return Tracker.events(store, TrialEvent.Attached.class).map(TrialEvent.Attached::what).toList();
  }

  private List<Path> unsent() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void checkAllIsKeptOnce() throws IOException {
    assertEquals(
        List.of("note", "plain", "errors", "weights", "digit", "model"),
        kept().stream().map(Attachment::name).toList());
    assertEquals(
        List.of(
            "a \"text\"",
            "without a step",
            "{\"columns\":[\"a\",\"b\"],\"rows\":[[{\"number\":\"NaN\"},null]]}",
            "{\"edges\":[0.5,1.5],\"counts\":[2.0],\"nan\":1,\"infinite\":0}"),
        Tracker.events(store, TrialEvent.Attached.class)
            .flatMap(event -> event.text().stream())
            .toList());
    BlobStore blobs = BlobStore.beside(store.files(new SweepId(1)));
    assertEquals(2, blobs.all().size());
    assertEquals(300_000, blobs.open(kept().get(5).sha256()).readAllBytes().length);
    assertEquals(List.of(), unsent());
  }

  @Test
  void oneOfEachKindIsKeptAsItWasWhenItWasLogged() throws Exception {
    try (AttuneRun run = start()) {
      logAll(run);
      Files.write(model, new byte[] {1});
      Files.delete(png);
      assertTrue(run.flush(LONG));
    }
    checkAllIsKeptOnce();
  }

  /** Requests for contents, contents, and entries are lost, or what is answered to them. */
  private static Fault fault(int n) {
    return switch (n) {
      case 1, 3, 9 -> Fault.ANSWER_LOST;
      case 5 -> Fault.REQUEST_LOST;
      case 6 -> Fault.UNAVAILABLE;
      default -> Fault.NONE;
    };
  }

  @Test
  void everyThingIsKeptOnceWhateverTheNetworkDoes() throws Exception {
    network.plan(AttachedRunTest::fault);
    AttuneRun run = start();
    logAll(run);
    assertTrue(run.flush(LONG));
    run.finish();
    checkAllIsKeptOnce();
    assertTrue(network.happened(Fault.ANSWER_LOST) > 1);
  }

  @Test
  void whileTheServerIsAwayCopiesWaitAndALaterProgramSendsThem() throws Exception {
    network.down();
    AttuneRun run = start();
    logAll(run);
    Files.delete(model);
    assertTrue(run.stats().spillBytes() >= 300_000 + KeepingTest.PNG.length);
    run.finish();
    assertEquals(2, unsent().size());
    network.up();
    assertEquals(8, AttuneRun.sync(folder, Optional.empty(), ""));
    checkAllIsKeptOnce();
  }

  @Test
  void contentThatIsGoneIsSaidAndHoldsUpNothing() throws Exception {
    network.down();
    AttuneRun run = start();
    run.logArtifact("model", model);
    run.logText("after", "it");
    run.finish();
    for (Path path : unsent()) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> copies = Files.list(path)) {
          for (Path copy : copies.toList()) {
            Files.delete(copy);
          }
        }
      }
    }
    network.up();
    assertEquals(4, AttuneRun.sync(folder, Optional.empty(), ""));
    assertEquals(List.of("after"), kept().stream().map(Attachment::name).toList());
    assertEquals(
        List.of("attune: model is lost: its copy is gone"),
        Tracker.events(store, TrialEvent.Logged.class).map(TrialEvent.Logged::text).toList());
    assertEquals(List.of(), unsent());
  }

  @Test
  void theLongestTextThatIsTakenGoesThroughWhateverIsBesideIt() throws Exception {
    network.down();
    AttuneRun run = start();
    for (int step = 0; step < 1_000; step++) {
      run.logText("small", "x".repeat(500), step);
    }
    run.logText("large", "x".repeat(999_900));
    run.logText("small", "x".repeat(500));
    run.finish();
    network.up();
    AttuneRun.sync(folder, Optional.empty(), "");
    assertEquals(1_002, kept().size());
    assertEquals(999_900, kept().get(1_000).bytes());
  }

  private static final String PYTHON =
      """
      import sys, os, attune
      run = attune.start(sys.argv[1], "digits", run="r", unsent=sys.argv[2])
      png, model = sys.argv[3:]
      def log_all():
          run.log_text("note", 'a "text"', step=0)
          run.log_text("plain", "without a step")
          run.log_table("errors", ["a", "b"], [[float("nan"), None]], step=1)
          run.log_histogram("weights", [[1, 1], float("nan")], step=2)
          run.log_image("digit", png, step=3)
          run.log_artifact(model, "model")
          os.remove(model)
      """;

  private String python(String program) throws Exception {
    Python.assumeThere();
    return Python.run(
        PYTHON + program, network.url(), folder.toString(), png.toString(), model.toString());
  }

  @Test
  void aPythonProgramKeepsEachThingOnceWhateverTheNetworkDoes() throws Exception {
    network.plan(AttachedRunTest::fault);
    String printed = python("log_all()\nprint(run.flush(), run.stats().trouble)");
    assertTrue(printed.contains("True None\n"), printed);
    checkAllIsKeptOnce();
    assertTrue(network.happened(Fault.ANSWER_LOST) > 1);
  }

  @Test
  void whatAPythonProgramCouldNotSendIsSentByEitherLanguage() throws Exception {
    String later = "log_all()\nprint(run.stats().spill_bytes >= 300_000)\nrun.finish(patience=0.2)";
    network.down();
    assertTrue(python(later).startsWith("True\n"));
    network.up();
    assertEquals(8, AttuneRun.sync(folder, Optional.empty(), ""));
    checkAllIsKeptOnce();
  }

  @Test
  void whatAJavaProgramCouldNotSendIsSentByPython() throws Exception {
    network.down();
    AttuneRun run = start();
    logAll(run);
    run.finish();
    network.up();
    assertTrue(python("run.finish()").contains("8 entries were sent to their tracker"));
    checkAllIsKeptOnce();
  }

  @Test
  void whatAPythonProgramCannotKeepIsRefusedAtOnce() throws Exception {
    assertEquals(
        """
        t takes 1000064 bytes; 1000000 are the most. Maybe log it as an artifact.
        model is no picture in PNG. Maybe log it as an artifact.
        digit was recorded at step -1; steps go from 0 to 68719476735.
        """,
        python(
            """
            for wrong in (
                lambda: run.log_text("t", "x" * 1_000_000),
                lambda: run.log_image("model", model),
                lambda: run.log_image("digit", png, -1),
            ):
                try: wrong()
                except ValueError as error: print(error)
            """));
    assertEquals(List.of(), unsent());
  }

  @Test
  void whatCannotBeKeptIsRefusedAtOnce() throws Exception {
    try (AttuneRun run = start()) {
      assertEquals(
          "t takes 1,000,064 bytes; 1,000,000 are the most. Maybe log it as an artifact.",
          refusal(() -> run.logText("t", "x".repeat(1_000_000))));
      assertEquals(
          "model is no picture in PNG. Maybe log it as an artifact.",
          refusal(() -> run.logImage("model", model, 1)));
      assertEquals(
          "digit was recorded at step -1; steps go from 0 to 68719476735.",
          refusal(() -> run.logImage("digit", png, -1)));
      assertThrows(IOException.class, () -> run.logArtifact("model", work.resolve("is not there")));
    }
    assertEquals(List.of(), kept());
    assertEquals(List.of(), unsent());
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
