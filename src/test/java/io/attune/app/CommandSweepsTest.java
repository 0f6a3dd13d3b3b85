package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps whose trials are programs, from the command line. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class CommandSweepsTest {
  /** Starts a child that ignores signals, and a daemon in a session of its own. */
  private static final String CLINGING =
      """
      cd "%s"
      (trap '' TERM INT; sleep 601; sleep 601) & echo $! > child
      setsid sh -c 'echo $$ > daemon.new; mv daemon.new daemon; exec sleep 602' &
      while [ ! -f daemon ]; do sleep 0.05; done
      echo $$ > parent
      sleep 603
      """;

  @TempDir Path folder;

  private Path sweep(String script) throws Exception {
    Path program = Files.writeString(folder.resolve("train.sh"), script);
    return Files.writeString(
        folder.resolve("sweep.yaml"),
        """
        name: programs
        project: ignored
        program: %s
        command: [sh, "${program}", "${args}"]
        metric: {name: loss}
        method: grid
        parameters: {x: {values: [1, 2]}}
        """
            .formatted(program));
  }

  private String[] run(Path sweep) {
    return new String[] {"run", sweep.toString(), "--port=0", "--store=" + folder.resolve("store")};
  }

  private AttuneProcess clinging() throws Exception {
    Path sweep = sweep(CLINGING.formatted(folder));
    AttuneProcess attune = AttuneProcess.start(folder.resolve("out"), run(sweep));
    while (!Files.exists(folder.resolve("parent"))) {
      assertTrue(attune.process().isAlive(), () -> read("out"));
      Thread.sleep(20);
    }
    return attune;
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file)).strip();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private boolean runs(String file) {
    Path stat = Path.of("/proc/" + read(file) + "/stat");
    try {
      return Files.exists(stat) && !Files.readString(stat).matches("(?s)\\d+ \\(.*\\) Z .*");
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private void assertAllGoneWithinTenSeconds() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (String file : List.of("child", "daemon", "parent")) {
      while (runs(file) && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
      assertFalse(runs(file), file + " still runs as process " + read(file));
    }
  }

  @Test
  void ctrlCEndsTheProgramsAndAllThatTheyStarted() throws Exception {
    AttuneProcess attune = clinging();
    attune.signal("INT");
    String printed = attune.await();
    assertTrue(printed.contains("Continue with: attune resume 1"), printed);
    assertAllGoneWithinTenSeconds();
  }

  @Test
  void killingAttuneEndsTheProgramsAndAllThatTheyStarted() throws Exception {
    AttuneProcess attune = clinging();
    attune.signal("KILL");
    attune.await();
    assertAllGoneWithinTenSeconds();
  }

  @Test
  void whatIsIgnoredIsSaid() throws Exception {
    Path sweep = sweep("echo '{\"loss\": 1}'");
    String notice =
        "sweep.yaml:2: project: only W&B's servers make something of it; it is ignored.";
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertEquals(0, Main.execute(writer, writer, "validate", sweep.toString()), out.toString());
    assertTrue(out.toString().contains(notice), out.toString());
    String store = "--store=" + folder.resolve("store");
    assertEquals(
        0, Main.execute(writer, writer, "run", sweep.toString(), "--no-ui", store), out.toString());
    assertEquals(3, out.toString().split(java.util.regex.Pattern.quote(notice), -1).length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "program: gone.py | program: there is no file gone.py in",
        "command: [gone-program, '${args}'] | command: there is no program gone-program here."
            + " Maybe install it, or name its path.",
        "command: [./README] | command: there is no program ./README here."
      })
  void aProgramThatIsNotThereIsOneErrorWithItsLine(String key, String message) throws Exception {
    Path sweep =
        Files.writeString(
            folder.resolve("s.yaml"), "method: random\n" + key + "\nparameters: {x: {value: 1}}\n");
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    String store = "--store=" + folder.resolve("store");
    assertEquals(
        2, Main.execute(writer, writer, "run", sweep.toString(), "--no-ui", store), out.toString());
    assertTrue(out.toString().startsWith("s.yaml:2: " + message), out.toString());
  }

  @Test
  void aFileIsFineThoughItsProgramIsOnAnotherMachine() throws Exception {
    Path sweep =
        Files.writeString(
            folder.resolve("s.yaml"),
            "method: random\nprogram: gone.py\nparameters: {x: {values: [1, 2]}}\n");
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertEquals(0, Main.execute(writer, writer, "validate", sweep.toString()), out.toString());
    assertTrue(
        out.toString().contains("s.yaml:2: program: there is no file gone.py in"), out.toString());
    assertTrue(out.toString().contains("s.yaml: fine. random search over 1"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "program: some.module\ncommand: [sh, -m, '${program}']",
        "program: unused.py\ncommand: [sh, -c, 'true']",
        "program: sh\ncommand: ['${program}', -c, 'true']"
      })
  void programsThatAreNoFilesAreNotLookedFor(String keys) throws Exception {
    Path sweep =
        Files.writeString(
            folder.resolve("s.yaml"),
            "method: random\n" + keys + "\nparameters: {x: {value: 1}}\n");
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertEquals(0, Main.execute(writer, writer, "validate", sweep.toString()), out.toString());
  }

  @Test
  void aSweepOfShellScriptsRuns() throws Exception {
    assertTrained("shell.yaml", 15);
  }

  @Test
  void aSweepAndAProgramOfWandbRunUnchanged() throws Exception {
    assumeTrue(python("sys"), "there is no Python here");
    assertTrained("wandb.yaml", 15);
  }

  @Test
  void aSweepOfScikitLearnRuns() throws Exception {
    assumeTrue(python("sklearn"), "there is no scikit-learn here");
    assertTrained("sklearn.yaml", 4);
  }

  @Test
  void aSweepOfPyTorchRuns() throws Exception {
    assumeTrue(python("torch"), "there is no PyTorch here");
    assertTrained("torch.yaml", 6);
  }

  @Test
  void thePythonOfTheReadmeTrains() throws Exception {
    assumeTrue(python("sys"), "there is no Python here");
    String readme = Files.readString(Path.of("../README.md"));
    String block = readme.split("```python\n", -1)[1].split("```", -1)[0];
    Path program =
        Files.writeString(
            folder.resolve("train.py"), "def train_one_epoch(lr):\n    return lr\n\n" + block);
    Path sweep =
        Files.writeString(
            folder.resolve("sweep.yaml"),
            """
            program: %s
            method: grid
            metric: {name: val_loss}
            parameters: {lr: {values: [0.5, 0.25]}}
            """
                .formatted(program));
    AttuneProcess attune = AttuneProcess.start(folder.resolve("out"), run(sweep));
    String printed = attune.await();
    assertEquals(0, attune.process().exitValue(), printed);
    assertTrue(printed.contains("0.25"), printed);
    assertFalse(printed.contains("failed"), printed);
  }

  private static boolean python(String module) throws Exception {
    try {
      return new ProcessBuilder("python3", "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private void assertTrained(String file, int trials) throws Exception {
    String text =
        Files.readString(Path.of("../experiments/commands", file))
            .replaceFirst("budget: \\{trials: \\d+", "budget: {trials: " + trials);
    Path sweep = Files.writeString(folder.resolve(file), text);
    AttuneProcess attune = AttuneProcess.start(folder.resolve("out"), run(sweep));
    String printed = attune.await();
    assertEquals(0, attune.process().exitValue(), printed);
    assertTrue(printed.contains("Done: all " + trials + " trials are done."), printed);
    assertFalse(printed.contains("failed"), printed);
  }
}
