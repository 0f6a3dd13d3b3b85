package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops the real program the way a person does. */
class CtrlCTest {
  private static final String SWEEP =
      """
      name: long
      trainer: mlp
      metric: {name: val_accuracy, goal: maximize}
      method: bayes
      seed: 1
      budget: {trials: %d}
      parallel: 2
      parameters:
        epochs: {value: 3}
        learning_rate: {distribution: log_uniform_values, min: 0.01, max: 0.1}
      """;

  @TempDir Path folder;

  @Test
  void ctrlCStopsWithinTenSecondsSaysHowToResumeAndResumingFinishes() throws Exception {
    Path file = Files.writeString(folder.resolve("long.yaml"), SWEEP.formatted(12));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                file.toString(),
                "--port=0",
                "--store=" + folder.resolve("store"))
            .redirectErrorStream(true)
            .start();
    StringBuilder printed = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      boolean stopped = false;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        printed.append(line).append('\n');
        if (line.startsWith("trial ") && !stopped) {
          stopped = true;
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
          assertTrue(process.waitFor(10, TimeUnit.SECONDS), "still running 10 s after Ctrl-C");
        }
      }
    }
    assertTrue(printed.toString().contains("Stopped after "), printed.toString());
    assertTrue(printed.toString().contains("Continue with: attune resume 1"), printed.toString());
    assertEquals(130, process.exitValue());

    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    String store = "--store=" + folder.resolve("store");
    assertEquals(0, Main.execute(writer, writer, "resume", "1", "--no-ui", store), out.toString());
    assertTrue(out.toString().contains("Done: all 12 trials are done."), out.toString());
    assertEquals(0, Main.execute(writer, writer, "verify", "1", store), out.toString());
  }
}
