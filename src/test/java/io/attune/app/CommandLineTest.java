package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.store.H2Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static final String SMALL =
      """
      name: small
      trainer: mlp
      metric: {name: val_accuracy, goal: maximize}
      method: random
      seed: 1
      budget: {trials: 2}
      parallel: 2
      parameters:
        data: {value: digits}
        epochs: {value: 2}
        learning_rate: {distribution: log_uniform_values, min: 0.01, max: 0.1}
      """;

  private static final String STAGES =
      "stages: [{name: all, trials: 3}, {name: again, repeats: 3, keep: 2}]";

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

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aSweepIsRunShownVerifiedAndExported() throws IOException {
    Path sweep = file("small.yaml", SMALL);
    assertEquals(0, attune("run", sweep.toString(), "--port=0", store()), err.toString());
    String printed = out.toString();
    assertTrue(
        printed
            .lines()
            .findFirst()
            .orElseThrow()
            .matches(
                "Pre-flight: all 6 checks passed in .*; `attune show` has all they measured\\."),
        printed);
    assertTrue(printed.contains("\nSweep 1: small — random"), printed);
    assertFalse(printed.contains("pre-flight: "), printed);
    assertTrue(printed.contains("Watch it at http://127.0.0.1:"), printed);
    assertTrue(printed.contains("trial 1/2 completed: val_accuracy 0."), printed);
    assertTrue(printed.contains("On the test split, which played no part"), printed);
    assertTrue(printed.contains("test_accuracy 0."), printed);

    assertEquals(0, attune("verify", store()));
    assertEquals("Sweep 1: all 2 suggestions came out the same again.\n", out.toString());
    assertEquals(0, attune("ls", store()));
    assertTrue(out.toString().contains("small  finished"), out.toString());
    assertEquals(0, attune("show", "1", "2", store()));
    assertTrue(out.toString().startsWith("Trial 2 of sweep 1: completed\n"), out.toString());
    assertTrue(out.toString().contains("executor: worker process"), out.toString());
    assertEquals(0, attune("show", "1", store()));
    assertEquals(
        6,
        out.toString().lines().filter(l -> l.startsWith("pre-flight: ")).count(),
        out.toString());
    assertEquals(0, attune("best", store()));
    assertTrue(out.toString().contains("\"learning_rate\" : 0.0"), out.toString());
    assertEquals(0, attune("resume", "1", store()));
    assertTrue(out.toString().startsWith("Sweep 1 is finished;"), out.toString());

    Path csv = folder.resolve("trials.csv");
    assertEquals(0, attune("export", "-o", csv.toString(), store()));
    assertEquals(3, Files.readAllLines(csv).size());
    assertTrue(
        Files.readString(csv)
            .startsWith(
                "trial,state,reason,attempts,started,ended,steps,score,"
                    + "params.data,params.epochs,params.learning_rate,metrics."));
    assertEquals(0, attune("export", "--format=json", store()));
    assertTrue(out.toString().contains("\"kind\" : \"tested\""), out.toString());
  }

  @Test
  void aChoiceThatTheLastUseOfASettingHangsOnCannotBeTakenAway() throws IOException {
    Path sweep =
        file(
            "momentum.yaml",
            SMALL
                + "  optimizer: {values: [sgd, adam, nesterov]}\n"
                + "  momentum: {min: 0.5, max: 0.9}\n");
    assertEquals(
        0, attune("run", sweep.toString(), "--no-ui", "--no-preflight", store()), err.toString());
    assertEquals(2, attune("resume", "1", "--remove=optimizer=nesterov", "--trials=3", store()));
    assertEquals(
        "momentum: nothing is changed, because it would have no use any more: it is used only"
            + " when optimizer is momentum or nesterov, but here optimizer is sgd or adam. Keep a"
            + " choice that uses it, or run a new file without it.\n",
        err.toString());
  }

  @Test
  void repeatsInStagesAreJudgedByTheirMeansFromTheStartToTheEnd() throws IOException {
    Path sweep = file("repeats.yaml", SMALL.replace("budget: {trials: 2}", STAGES));
    assertEquals(
        0, attune("run", sweep.toString(), "--no-ui", "--no-preflight", store()), err.toString());
    String printed = out.toString();
    assertTrue(printed.contains(", best single run so far"), printed);
    assertTrue(printed.contains("Best single runs of stage again"), printed);
    assertFalse(printed.contains("--repeats"), printed);
  }

  @Test
  void aFinishedSweepGoesOnInAnotherSpaceWithItsHistory() throws IOException {
    Path sweep = file("small.yaml", SMALL + "enqueue: [{learning_rate: 0.05}]\n");
    assertEquals(0, attune("run", sweep.toString(), "--no-ui", store()), err.toString());
    assertEquals(2, attune("resume", "1", "--widen", "learning_rate=0.001..1", store()));
    assertEquals(
        "all 2 trials of the budget are done, so nothing would be tried. Maybe add --trials 12.\n",
        err.toString());
    assertEquals(2, attune("resume", "1", "--widen", "learning_rate=0.1..1", store()));
    assertEquals(
        "learning_rate: 0.1..1 does not widen 0.01..0.1; give a range that contains it.\n",
        err.toString());
    assertEquals(2, attune("resume", "1", "--enqueue", "lr=1", store()));
    assertEquals(
        "there is no parameter lr; there are [data, epochs, learning_rate].\n", err.toString());
    assertEquals(2, attune("resume", "1", "--add", "data=letters", "--trials=3", store()));
    assertTrue(err.toString().startsWith("data: "), err.toString());

    int code =
        attune(
            "resume",
            "1",
            "--widen=learning_rate=0.001..1",
            "--enqueue=learning_rate=0.5",
            "--trials=3",
            "--no-ui",
            store());
    assertEquals(0, code, err.toString());
    assertTrue(
        out.toString().startsWith("learning_rate: widened from 0.01..0.1 to 0.001..1\n"),
        out.toString());
    assertTrue(out.toString().contains("trial 3/3 completed"), out.toString());
    assertEquals(0, attune("show", "1", store()));
    assertTrue(
        out.toString()
            .contains(
                "after trial 2: learning_rate: widened from 0.01..0.1 to 0.001..1\n"
                    + "after trial 2: up to 3 trials\n"),
        out.toString());
    assertEquals(0, attune("show", "1", "3", store()));
    assertTrue(out.toString().contains("\nenqueued\n"), out.toString());
    assertEquals(0, attune("verify", store()));
    assertEquals("Sweep 1: all 3 suggestions came out the same again.\n", out.toString());
  }

  @Test
  void theBestAreTrainedAgainAndComparedAndTheCurvesAreJudged() throws IOException {
    Path sweep = file("small.yaml", SMALL + "repeats: 2\n");
    assertEquals(0, attune("run", sweep.toString(), "--no-ui", store()), err.toString());
    String printed = out.toString();
    assertTrue(printed.contains("Sweep 2: small, again"), printed);
    assertTrue(printed.contains("2 times each with new seeds. Here they are, in this"), printed);
    assertTrue(printed.contains("Luck alone moves a score by "), printed);
    assertEquals(0, attune("verify", "2", store()));
    assertEquals("Sweep 2: all 4 suggestions came out the same again.\n", out.toString());
    assertEquals(0, attune("confirm", "2", store()));
    assertTrue(out.toString().contains("mean val_accuracy"), out.toString());
    assertEquals(0, attune("confirm", "1", "--top=2", "--repeats=3", "--no-ui", store()));
    assertTrue(out.toString().contains("trial 6/6 completed"), out.toString());
    assertEquals(2, attune("confirm", "1", "--top=1", store()));
    assertEquals(
        "a confirmation needs two different assignments and two repeats, but has 1 and 5.\n",
        err.toString());
  }

  @Test
  void earlierSweepsThatAreNotThereAreToldInOneLine() throws IOException {
    Path sweep = file("small.yaml", SMALL + "prior_runs: [7/2]\n");
    assertEquals(2, attune("run", sweep.toString(), "--no-ui", store()));
    assertEquals(
        "prior_runs: there is no sweep 7 in this store; it has 0 sweeps.\n", err.toString());
  }

  @Test
  void wrongSweepFilesAreExplainedWithTheirLinesAndCodeTwo() throws IOException {
    Path wrong =
        file(
            "wrong.yaml",
            SMALL.replace("learning_rate", "lerning_rate").replace("trainer: mlp", "trainer: mlp"));
    assertEquals(2, attune("run", wrong.toString(), store()));
    assertTrue(
        err.toString().startsWith("wrong.yaml:11: parameters.lerning_rate: "), err.toString());
    assertTrue(err.toString().contains("learning_rate"), err.toString());
    assertEquals("", out.toString());
    assertTrue(Files.notExists(folder.resolve("store")), "a wrong file must leave nothing behind");
  }

  @Test
  void anUnknownTrainerIsAnsweredWithThoseThereAre() throws IOException {
    Path wrong = file("wrong.yaml", SMALL.replace("trainer: mlp", "trainer: mpl"));
    assertEquals(2, attune("validate", wrong.toString()));
    assertEquals(
        "wrong.yaml:2: trainer: there is no trainer mpl; there are [cnn, linear, mlp, resnet,"
            + " vgg].\n",
        err.toString());
  }

  @Test
  void validateSaysWhatItFound() throws IOException {
    Path fine = file("fine.yaml", SMALL);
    assertEquals(0, attune("validate", fine.toString()));
    assertEquals(
        fine + ": fine. random search over 1 parameters (continuous), trainer mlp.\n",
        out.toString());
  }

  @Test
  void missingThingsAreNamedAndHaveTheRightCode() {
    assertEquals(2, attune("ls", store()));
    assertEquals(
        "there is no store in %s. `attune run SWEEP.yaml` makes one; --store names another folder.\n"
            .formatted(folder.resolve("store")),
        err.toString());
    assertEquals(2, attune("run", folder.resolve("none.yaml").toString(), store()));
    assertEquals(folder.resolve("none.yaml") + ": there is no such file.\n", err.toString());
    assertEquals(2, attune("fly"));
    assertTrue(err.toString().startsWith("Unmatched argument at index 0: 'fly'"), err.toString());
    assertEquals(2, attune("show", "one"));
    assertEquals(0, attune("--help"));
    assertEquals(0, attune("--version"));
  }

  @Test
  void aStoreInUseIsSaidToBeSoWithoutAStackTrace() {
    try (H2Store holder = H2Store.open(folder.resolve("store"), "attune ui")) {
      assertEquals(1, attune("ls", store()));
      assertEquals(
          "attune: store %s is in use by process %d, attune ui. Wait until it ends, or choose another folder with --store.\n"
              .formatted(folder.resolve("store"), ProcessHandle.current().pid()),
          err.toString());
    }
  }

  @Test
  void sweepThatCannotTrainIsStoppedBeforeItsFirstTrialAndSaysWhy() throws IOException {
    Path sweep = file("dead.yaml", SMALL + "  init_bias: {value: -1e6}\n");

    assertEquals(2, attune("run", sweep.toString(), "--no-ui", store()));
    assertEquals(
        "Nothing was trained, because pre-flight checks failed; sweep 1 keeps what they found."
            + " Mend it, or run it all the same with --no-preflight.\n",
        err.toString());
    assertTrue(
        out.toString().contains("pre-flight: no dead or saturated layer failed"), out.toString());
    assertEquals(0, attune("show", store()));
    assertTrue(
        out.toString().contains("pre-flight: no dead or saturated layer failed"), out.toString());

    assertEquals(
        0, attune("run", sweep.toString(), "--no-ui", "--no-preflight", store()), err.toString());
    assertTrue(out.toString().startsWith("Sweep 2: small"), out.toString());
  }

  @Test
  void rangeThatIsAutoIsMeasuredOnceAndKeptAsNumbers() throws IOException {
    Path sweep = file("auto.yaml", SMALL.replace("min: 0.01, max: 0.1", "min: auto, max: auto"));

    assertEquals(0, attune("run", sweep.toString(), "--no-ui", store()), err.toString());
    assertEquals(0, attune("show", store()));
    assertTrue(out.toString().contains("learning_rate: auto became 0.0"), out.toString());
    assertEquals(0, attune("verify", store()));
    assertEquals("Sweep 1: all 2 suggestions came out the same again.\n", out.toString());
  }

  @Test
  void learningRatesAreDrawnAndExplained() throws IOException {
    Path sweep = file("small.yaml", SMALL);

    assertEquals(0, attune("lr-range", sweep.toString()), err.toString());
    String printed = out.toString();
    assertTrue(printed.contains("Why: the loss falls fastest at "), printed);
    assertTrue(
        printed.contains("learning_rate: {distribution: log_uniform_values, min: "), printed);
    assertTrue(printed.contains("worth it "), printed);
    assertEquals(0, attune("lr-range", sweep.toString(), "--json"), err.toString());
    assertTrue(out.toString().contains("\"suggested\" : 0."), out.toString());
  }

  @Test
  void wholeLogOfATrialHasALinePerEpoch() throws IOException {
    Path sweep = file("logged.yaml", SMALL + "  log_epochs: {value: true}\n");

    assertEquals(0, attune("run", sweep.toString(), "--no-ui", "--no-preflight", store()));
    assertEquals(0, attune("show", "1", "2", "--log", store()));
    assertTrue(out.toString().contains("Finished epoch 1 / 2: cost "), out.toString());
    assertTrue(out.toString().contains("Finished epoch 2 / 2: cost "), out.toString());
    assertEquals(2, attune("show", "1", "--log", store()));
    assertEquals("--log needs a trial: attune show SWEEP TRIAL --log.\n", err.toString());
  }
}
