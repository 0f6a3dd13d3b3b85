package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our modules for Python, in programs that nobody but the test has started. */
class PythonModulesTest {
  @TempDir Path folder;

  @BeforeEach
  void havePython() throws Exception {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "-c", "pass").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "there is no Python here");
  }

  private String python(Map<String, String> environment, String program, String... arguments)
      throws Exception {
    Path file = Files.writeString(folder.resolve("program.py"), program);
    ProcessBuilder builder = new ProcessBuilder("python3", file.toString());
    builder.command().addAll(java.util.List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("ATTUNE_"));
    builder.environment().putAll(environment);
    builder.environment().put("PYTHONPATH", Path.of("../scripts/python").toRealPath().toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.redirectErrorStream(true).directory(folder.toFile()).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String wandb(String program) throws Exception {
    return python(Map.of(), "import sys, wandb\nsys.stderr = sys.stdout\n" + program, "--lr=1e-3");
  }

  @Test
  void aProgramStartedByHandPrintsItsReports() throws Exception {
    assertEquals(
        """
        {'lr': 0.001, 'name': 'a b', 'deep': None, 'fast': True, 'layers': [1, 2]}
        {"step": 1, "loss": 0.5}
        {"step": 7, "loss": NaN, "acc": 1.0}
        {"step": 8, "loss": 0.25}
        True
        """,
        python(
            Map.of(),
            """
            import attune
            trial = attune.trial()
            print(trial.params)
            trial.report(loss=0.5)
            trial.report(7, {"loss": float("nan")}, acc=True)
            print(trial.report(loss=0.25))
            """,
            "--lr=1e-3",
            "--name=a b",
            "--deep=None",
            "--fast=True",
            "--layers=[1, 2]",
            "-v"));
  }

  @Test
  void aServerThatRefusesIsAnErrorThatSaysWhy() throws Exception {
    String printed =
        python(
            Map.of("ATTUNE_URL", "http://127.0.0.1:1/"),
            """
            import attune
            attune.ATTEMPTS = 1
            attune.trial().report(loss=1)
            """);
    assertTrue(
        printed.contains("RuntimeError: Attune does not answer at http://127.0.0.1:1: "), printed);
  }

  @Test
  void rowsOfWandbEndWithEachCallOrWhenALaterStepBegins() throws Exception {
    assertEquals(
        """
        {"step": 0, "loss": 1.0}
        {"step": 1, "loss": 0.5, "val.acc": 0.25, "val.deep.x": 2.0}
        {"step": 2, "a": 1.0, "b": 2.0}
        {"step": 10, "a": 1.0, "b": 2.0}
        {"step": 11, "c": 3.0, "d": 4.0}
        """,
        wandb(
            """
            wandb.init(project="p")
            wandb.log({"loss": 1})
            wandb.log({"loss": 0.5, "val": {"acc": 0.25, "deep": {"x": 2}}, "text": "left out"})
            wandb.log({"a": 1}, commit=False)
            wandb.log({"b": 2})
            wandb.log({"a": 1}, step=10)
            wandb.log({"b": 2}, step=10)
            wandb.run.log({"c": 3}, step=11)
            wandb.log({"d": 4}, commit=True)
            """));
  }

  @Test
  void configIsWhatTheSweepChoseAndThenTheProgramsOwn() throws Exception {
    assertEquals(
        "0.001 5 7 0.001\n{'lr': 0.001, 'size': 5, 'more': 7, 'late': 8}\n",
        wandb(
            """
            import argparse
            run = wandb.init(config=argparse.Namespace(lr=9, size=5))
            wandb.config.update({"lr": 1, "more": 7}, allow_val_change=True)
            wandb.config.late = 8
            wandb.config.lr = 2
            print(wandb.config.lr, run.config["size"], wandb.config.get("more"), wandb.config["lr"])
            print(dict(wandb.config))
            """));
  }

  @Test
  void theSummaryIsALastReport() throws Exception {
    assertEquals(
        """
        {"step": 0, "loss": 1.0}
        1.0 9
        {"step": 1, "best": 9.0}
        """,
        wandb(
            """
            with wandb.init() as run:
                run.log({"loss": 1})
                run.summary["best"] = 9
                run.summary.update({"note": "text"})
                print(wandb.summary["loss"], run.summary.best)
            """));
  }

  @Test
  void whatIsNotKeptIsSaidOnce() throws Exception {
    assertEquals(
        """
        wandb: watch: gradients are not kept
        wandb: define_metric: curves go over the steps of wandb.log, not over epoch
        wandb: Image: only numbers are kept
        wandb: words is no number and not kept
        wandb: step 1 comes after step 3; such rows are left out
        {"step": 3, "loss": 1.0}
        """,
        wandb(
            """
            wandb.login(key="k")
            run = wandb.init()
            wandb.watch(None); run.watch(None)
            run.define_metric("val", step_metric="epoch")
            wandb.log({"loss": 1, "image": wandb.Image("a"), "more": wandb.Image("b"), "words": [1]}, step=3)
            wandb.log({"loss": 2}, step=1)
            """));
  }

  @Test
  void whatNeedsWandbsServersIsAnErrorWithAWayOut() throws Exception {
    for (String call : java.util.List.of("agent(1)", "sweep({})", "Api()", "log({'a': 1})")) {
      String printed = wandb("try:\n  wandb." + call + "\nexcept wandb.Error as e: print(e)\n");
      assertEquals(
          Map.of(
                  "agent(1)",
                  "wandb.agent: `attune run FILE` starts this program for each trial instead\n",
                  "sweep({})",
                  "wandb.sweep: write the sweep to a file and start it with `attune run FILE`\n",
                  "Api()",
                  "wandb.Api: there is no W&B server here; Attune has a REST interface of its own\n",
                  "log({'a': 1})",
                  "You must call wandb.init() before wandb.log()\n")
              .get(call),
          printed);
    }
  }

  @Test
  void wandbsOwnClientIsHadWhereItIsAskedFor() throws Exception {
    Path packages = Files.createDirectories(folder.resolve("wandb"));
    Files.writeString(packages.resolve("__init__.py"), "name = 'the real one'\n");
    assertEquals(
        "the real one\n",
        python(
            Map.of("ATTUNE_WANDB", "real"),
            "import sys\nsys.path.append(sys.path.pop(0))\n"
                + "import wandb\nprint(wandb.name)\n"));
  }
}
