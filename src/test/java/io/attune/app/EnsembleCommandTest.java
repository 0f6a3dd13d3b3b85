package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with the networks that a sweep left behind. */
class EnsembleCommandTest {
  private static final String SWEEP =
      """
      name: small
      trainer: mlp
      metric: {name: val_accuracy, goal: maximize}
      method: grid
      seed: 1
      keep: 2
      parameters:
        data: {value: digits}
        train_size: {value: 200}
        epochs: {value: 3}
        snapshots: {value: 3}
        units: {values: [8, 16, 24]}
        learning_rate: {value: 0.1}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int attune(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String store() {
    return "--store=" + folder.resolve("store");
  }

  @BeforeEach
  void runASweep() throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), SWEEP);
    assertEquals(0, attune("run", file.toString(), "--no-ui", store()), err.toString());
  }

  @Test
  void bestTrialsAreMeasuredTogetherAndTheTestSplitOnlyOnRequestAndOnRecord() {
    assertEquals(0, attune("ensemble", "1", "--top=2", store()), err.toString());
    String[] lines = out.toString().split("\n");
    assertEquals(4, lines.length, out.toString());
    assertTrue(lines[0].matches("on the validation split +val_loss +val_accuracy"), lines[0]);
    assertTrue(lines[3].matches("together +\\d\\.\\d+ +0\\.\\d+"), lines[3]);

    assertEquals(0, attune("ensemble", "1", "--top=2", "--test", store()), err.toString());
    String first = out.toString();
    assertTrue(first.contains("On the test split, the mean answer of trial "), first);
    assertTrue(first.contains("The test split of this sweep had been used once before:"), first);
    assertTrue(first.contains(", the winner: {"), first);

    assertEquals(0, attune("ensemble", "1", "--snapshots", "--test", store()), err.toString());
    String second = out.toString();
    assertTrue(second.contains("had been used 2 times before:"), second);
    assertTrue(second.contains(" for the mean answer of trial "), second);

    assertEquals(0, attune("show", "1", store()), err.toString());
    String shown = out.toString();
    assertTrue(shown.startsWith("Sweep 1: small (finished)"), shown);
    assertTrue(shown.contains("the test split was read for the mean answer of 3 snapshots"), shown);
    assertEquals(0, attune("verify", store()), err.toString());
  }

  @Test
  void snapshotsOfATrialAreMeasuredOneByOneAndAsOneNetwork() {
    assertEquals(
        0, attune("ensemble", "1/best", "--snapshots", "--average", store()), err.toString());
    String printed = out.toString();
    assertTrue(printed.contains("snapshot-000001.weights"), printed);
    assertTrue(printed.contains("together"), printed);
  }

  @Test
  void onlyKeptTrialsCanBeMembers() {
    assertEquals(2, attune("ensemble", "1", "--top=3", store()));
    assertTrue(
        err.toString()
            .contains("`keep` decides of how many trials it does, the best first, and was 2."),
        err.toString());
  }

  @Test
  void wrongChoicesAreExplained() {
    assertEquals(2, attune("ensemble", "1", "--top=9", store()));
    assertEquals(
        "sweep 1 has 3 trials with a score to choose from. Maybe: attune ensemble 1 --top 3",
        err.toString().strip());
    assertEquals(2, attune("ensemble", "1", "--average", store()));
    assertTrue(err.toString().startsWith("--average needs --snapshots"), err.toString());
    assertEquals(2, attune("ensemble", "first", store()));
    assertEquals(
        "first names no trial. Write SWEEP/TRIAL, such as 3/12 or 3/best.", err.toString().strip());
  }

  @Test
  void modelOfTheBestTrialIsSavedAndASweepStartsFromIt() throws IOException {
    Path model = folder.resolve("models/best.model");
    assertEquals(0, attune("save-model", "1/best", model.toString(), store()), err.toString());
    Path file =
        Files.writeString(
            folder.resolve("next.yaml"),
            """
            trainer: mlp
            metric: {name: val_accuracy, goal: maximize}
            seed: 1
            budget: {trials: 1}
            parameters: {epochs: {value: 1}, freeze: {value: 1}, start_from: {value: "%s"}}
            """
                .formatted(model));

    assertEquals(0, attune("run", file.toString(), "--no-ui", store()), err.toString());

    assertTrue(out.toString().contains("trial 1/1 completed"), out.toString());
    assertEquals(2, attune("save-model", "1/9", model.toString(), store()));
    assertEquals("sweep 1 has no trial 9; it has 1 to 3.", err.toString().strip());
  }
}
