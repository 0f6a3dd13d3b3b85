package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.attune.run.SweepRunner;
import io.attune.run.TrialGate;
import io.attune.run.command.CommandExecutor;
import io.attune.store.BlobStore;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.trial.Attachments;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in processes of their own that record more than metrics. */
class KeepingTest {
  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2};

  private static final String PYTHON =
      """
      import attune
      trial = attune.trial()
      trial.log_text("text", "a \\"text\\"\\n", step=0)
      trial.log_text("text", "without a step")
      trial.log_table("table", ["a", "b"], [[float("nan"), None]], step=1)
      trial.log_histogram("histogram", [[1, 1], float("nan")], step=2)
      trial.log_image("image", b"\\x89PNG\\r\\n\\x1a\\n\\x01\\x02", step=3)
      with open(trial.directory + ".tmp", "wb") as file:
          file.write(bytes(100000))
      trial.log_artifact(trial.directory + ".tmp", "file")
      trial.report(1, loss=1)
      """;

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();

  @AfterEach
  void closeStore() {
    store.close();
  }

  private Trial run(List<String> command) {
    String words = command.stream().map(w -> '"' + w + '"').collect(Collectors.joining(", "));
    Sweep sweep =
        SweepFile.parse(
                """
                method: grid
                metric: {name: loss}
                command: [%s]
                parameters: {rate: {value: 1}}
                """
                    .formatted(words),
                "s.yaml")
            .sweep();
    TrialGate gate = new TrialGate();
    try (Dashboard server = Dashboard.start(store, DashboardOptions.standard().gate(gate))) {
      return SweepRunner.of(sweep)
          .store(store)
          .executor(new CommandExecutor(sweep, () -> "1", gate, Optional.of(server.uri())))
          .run()
          .trials()
          .get(0);
    }
  }

  private Map<String, Attachments.Item> byPlace(Trial trial) {
    return trial.dossier().attachments().latest().stream()
        .collect(
            Collectors.toMap(
                item -> item.what().name() + " " + item.what().step().orElse(-1), item -> item));
  }

  private String content(Attachments.Item item) {
    return ((TrialEvent.Attached)
            store.eventsAfter(store.sweeps().get(0).id(), item.sequence() - 1, 1).get(0))
        .text()
        .orElseThrow();
  }

  private void checkAll(Trial trial) throws IOException {
    Map<String, Attachments.Item> kept = byPlace(trial);
    String log =
        store.eventsAfter(store.sweeps().get(0).id(), 0, 1000).stream()
            .filter(TrialEvent.Logged.class::isInstance)
            .map(event -> ((TrialEvent.Logged) event).text())
            .collect(Collectors.joining("\n"));
    assertTrue(kept.containsKey("text 0"), kept.keySet() + log);
    assertEquals("a \"text\"\n", content(kept.get("text 0")));
    assertEquals("without a step", content(kept.get("text -1")));
    assertEquals(
        "{\"columns\":[\"a\",\"b\"],\"rows\":[[{\"number\":\"NaN\"},null]]}",
        content(kept.get("table 1")));
    assertEquals(
        "{\"edges\":[0.5,1.5],\"counts\":[2.0],\"nan\":1,\"infinite\":0}",
        content(kept.get("histogram 2")));
    BlobStore blobs = BlobStore.beside(store.files(store.sweeps().get(0).id()));
    assertEquals(PNG.length, kept.get("image 3").what().bytes());
    assertEquals(100_000, blobs.open(kept.get("file -1").what().sha256()).readAllBytes().length);
  }

  @Test
  void aJavaProgramRecordsOneOfEachKind() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Trial trial =
        run(
            List.of(
                java, "-cp", System.getProperty("java.class.path"), "io.attune.client.RecordMain"));
    checkAll(trial);
  }

  @Test
  void aPythonProgramRecordsOneOfEachKindAndWhereItRuns() throws Exception {
    assumeTrue(hasPython(), "there is no Python here");
    Path program = Files.writeString(folder.resolve("train.py"), PYTHON);
    Files.copy(Path.of("../../scripts/python/attune.py"), folder.resolve("attune.py"));
    Trial trial = run(List.of("python3", program.toString()));
    checkAll(trial);
    assertTrue(trial.environment().get("python").startsWith("3."));
    assertEquals("command", trial.environment().get("executor"));
    assertTrue(byPlace(trial).containsKey("python-packages -1"));
  }

  private static boolean hasPython() throws Exception {
    try {
      return new ProcessBuilder("python3", "-c", "pass").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
