package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.TrialGate;
import io.attune.run.command.CommandExecutor;
import io.attune.search.RungSpec;
import io.attune.search.SchedulerSpec;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.trial.Milestone;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real program in a process of its own, with a real server. */
class AttuneTrialTest {
  private final MemoryStore store = new MemoryStore();

  private static Sweep sweep() {
    return sweep("rate: {values: [1.0, 2.0]}");
  }

  private static Sweep sweep(String parameters) {
    return sweep(parameters, "metric: {name: loss}");
  }

  private static Sweep sweep(String parameters, String metric) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return SweepFile.parse(
            """
            method: grid
            %s
            command: ["%s", -cp, "%s", io.attune.client.TrainMain, "${args}"]
            parameters:
              %s
              none: {value: null}
              net: {parameters: {width: {value: 8}}}
            """
                .formatted(metric, java, System.getProperty("java.class.path"), parameters),
            "s.yaml")
        .sweep();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  /** Runs a sweep whose programs may speak to a server. */
  private SweepResult run(Sweep sweep) {
    TrialGate gate = new TrialGate();
    try (Dashboard server = Dashboard.start(store, DashboardOptions.standard().gate(gate))) {
      return SweepRunner.of(sweep)
          .store(store)
          .executor(new CommandExecutor(sweep, () -> "1", gate, Optional.of(server.uri())))
          .run();
    }
  }

  private List<String> log(SweepResult result) {
    return store.eventsAfter(result.id(), 0, 10_000).stream()
        .filter(TrialEvent.Logged.class::isInstance)
        .map(event -> ((TrialEvent.Logged) event).text())
        .toList();
  }

  @Test
  void aProgramReportsToTheServerAndStopsWhenItIsTold() {
    Sweep sweep =
        sweep().toBuilder()
            .scheduler(new RungSpec.Bands(3, OptionalInt.empty(), 3, Milestone.Measure.BEST))
            .build();
    SweepResult result = run(sweep);
    Trial first = result.trials().get(0);
    assertEquals(new TrialState.Completed(0.1), first.state());
    assertTrue(Double.isNaN(first.curve("odd").last()));
    assertEquals(30, first.dossier().readings().get("batch_loss").size());
    assertFalse(first.dossier().readings().containsKey("loss"));
    TrialState second = result.trials().get(1).state();
    assertTrue(second instanceof TrialState.Stopped, second.toString());
    List<String> log = log(result);
    assertTrue(log.contains("trial 1 of {rate=1.0, none=null, net={width=8}}"), log.toString());
    assertTrue(log.contains("ended after step 10"), log.toString());
  }

  @Test
  @Tag("slow")
  void aProgramThatDoesNotListenIsEndedAfterAWhile() {
    Sweep sweep =
        sweep("rate: {value: 1.0}\n  deaf: {value: true}").toBuilder()
            .scheduler(new SchedulerSpec.Patient(3, 0, Optional.empty()))
            .build();
    SweepResult result = run(sweep);
    Trial trial = result.trials().get(0);
    assertTrue(trial.state() instanceof TrialState.Stopped, trial.state().toString());
    long pid = Long.parseLong(trial.environment().get("pid"));
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void aSweepWithoutAMetricCountsTheSecondsAfterAllThatWasReported() {
    Sweep sweep = sweep("rate: {values: [1.0, 2.0]}", "");
    SweepResult result = run(sweep);
    Trial trial = result.trials().get(1);
    assertTrue(trial.state() instanceof TrialState.Completed, trial.state().toString());
    assertEquals(11, trial.lastStep());
    assertTrue(trial.curve("_runtime").last() > 0);
  }

  @Test
  void withoutAServerReportsArePrinted() {
    Sweep sweep = sweep();
    SweepResult result =
        SweepRunner.of(sweep)
            .store(store)
            .executor(new CommandExecutor(sweep, () -> "1", new TrialGate(), Optional.empty()))
            .run();
    assertEquals(new TrialState.Completed(0.2), result.trials().get(1).state());
  }

  @Test
  void aProgramStartedByHandTakesItsArguments() throws Exception {
    AttuneTrial trial =
        AttuneTrial.of(
            Map.of(), "--rate=1e-3", "--name=big net", "--deep=None", "--fast=True", "-v", "x=1");
    assertEquals(0, trial.number());
    assertEquals(0.001, trial.number("rate"));
    assertEquals("big net", trial.text("name"));
    assertEquals(List.of("rate", "name", "deep", "fast"), List.copyOf(trial.params().keySet()));
    assertTrue(trial.report(1, Map.of("loss", 3)));
    assertFalse(trial.shouldStop());
    assertEquals(
        "name is big net, not a number; there are [rate, name, deep, fast].",
        assertThrows(IllegalArgumentException.class, () -> trial.number("name")).getMessage());
    assertEquals(
        "deep is null, not a text; there are [rate, name, deep, fast].",
        assertThrows(IllegalArgumentException.class, () -> trial.text("deep")).getMessage());
  }
}
