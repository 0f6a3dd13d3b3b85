package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.attune.run.Recorder;
import io.attune.store.MemoryStore;
import io.attune.store.SweepRecord;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/trainers.md are files, and these run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "one of the programs is a shell script")
class TrainersGuideTest {
  private static final Path COMMANDS = Path.of("../experiments/commands");

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final Dashboard server =
      Dashboard.start(
          store,
          DashboardOptions.standard()
              .recorder(new Recorder(store, InstantSource.system(), id -> false)));

  @AfterEach
  void close() {
    server.close();
    store.close();
  }

  @Test
  void theExamplesAreTheFiles() throws IOException {
    Matcher examples =
        Pattern.compile("\\[`(\\S+)`]\\(\\S+\\)\n\n```\\w+\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/trainers.md")));
    int count = 0;
    for (; examples.find(); count++) {
      assertEquals(Files.readString(Path.of("..").resolve(examples.group(1))), examples.group(2));
    }
    assertEquals(6, count);
  }

  private static boolean there(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void assertRecords(String language, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ATTUNE_UNSENT", folder.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONPATH", Path.of("../scripts/python").toRealPath().toString());
    builder.environment().remove("ATTUNE_TOKEN");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    SweepRecord sweep = store.sweeps().get(0);
    LiveHistory history = new LiveHistory(sweep.sweep().criteria());
    store.pages(sweep.id()).forEach(history::addAll);
    assertEquals("descent", sweep.sweep().name());
    Trial trial = history.trial(1);
    assertTrue(trial.state() instanceof TrialState.Completed, printed + trial);
    assertEquals(100, trial.dossier().readings().get("loss").size());
    assertEquals(0.00028, trial.curve("loss").last(), 0.00001);
    assertEquals(language, trial.dossier().label().tags().get("language"));
    assertEquals("0.05", trial.dossier().parameters().get("rate"));
  }

  @Test
  void aProgramInPythonIsRecorded() throws Exception {
    assumeTrue(there("python3", "-c", "pass"), "there is no Python here");
    assertRecords("Python", "python3", COMMANDS.resolve("record_descent.py").toString(), uri());
  }

  @Test
  void aProgramInJavaIsRecorded() throws Exception {
    assertRecords(
        "Java",
        java(),
        "-cp",
        classPath(),
        COMMANDS.resolve("RecordDescent.java").toString(),
        uri());
  }

  @Test
  void aShellScriptIsRecorded() throws Exception {
    assumeTrue(there("curl", "--retry-all-errors", "--version"), "there is no curl here");
    assertRecords("shell", "sh", COMMANDS.resolve("record_descent.sh").toString(), uri());
  }

  private String uri() {
    return server.uri().toString().replaceAll("/$", "");
  }

  @Test
  void aSweepOfAProgramInPythonTrains() throws Exception {
    assumeTrue(there("python3", "-c", "pass"), "there is no Python here");
    assertTrained("python.yaml", List.of());
  }

  @Test
  void aSweepOfAProgramInJavaTrains() throws Exception {
    assertTrained(
        "java.yaml", List.of("src/target/lib/*", classPath(), "[java,", "[" + java() + ","));
  }

  /** Runs a sweep, with some of its words replaced by others. */
  private void assertTrained(String file, List<String> replaced) throws Exception {
    String text =
        Files.readString(COMMANDS.resolve(file))
            .replaceFirst("budget: \\{trials: \\d+", "budget: {trials: 3");
    for (int i = 0; i < replaced.size(); i += 2) {
      text = text.replace(replaced.get(i), replaced.get(i + 1));
    }
    Path sweep = Files.writeString(folder.resolve(file), text);
    AttuneProcess attune =
        AttuneProcess.start(
            folder.resolve("out"),
            "run",
            sweep.toString(),
            "--port=0",
            "--store=" + folder.resolve("store"));
    String printed = attune.await();
    assertEquals(0, attune.process().exitValue(), printed);
    assertTrue(printed.contains("Done: all 3 trials are done."), printed);
  }
}
