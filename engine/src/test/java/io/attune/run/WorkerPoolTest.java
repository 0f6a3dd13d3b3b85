package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.IntParameter;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real worker processes, really killed. */
class WorkerPoolTest {
  private final MemoryStore store = new MemoryStore();
  private final WorkerPool pool = new WorkerPool("fragile");

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static SweepBuilder sweep(String... faults) {
    return Sweep.named("workers")
        .space(CategoricalParameter.of("fault", (Object[]) faults), IntParameter.uniform("x", 0, 1))
        .minimize("loss")
        .sampler(new SamplerSpec.Grid())
        .trainer("fragile")
        .seed(1);
  }

  private SweepResult run(SweepBuilder sweep) {
    return SweepRunner.of(sweep.build()).store(store).executor(pool).run();
  }

  private static Cause cause(Trial trial) {
    return ((TrialState.Failed) trial.state()).cause();
  }

  @Test
  void trialsRunInWarmProcessesOfTheirOwn() {
    SweepResult result = run(sweep("none", "throw").parallel(2));
    Trial first = result.trials().get(0);
    assertEquals(new TrialState.Completed(1.0 / 3), first.state());
    assertTrue(Double.isNaN(first.curve("odd").last()));
    assertEquals("worker process", first.environment().get("executor"));
    assertEquals("none", first.environment().get("engine"));
    assertEquals(Map.of("test_loss", 0.0), first.test());
    assertEquals(Cause.Kind.ERROR, cause(result.trials().get(2)).kind());
    assertEquals("IllegalStateException: told to throw", cause(result.trials().get(2)).message());
    long processes =
        result.trials().stream().map(t -> t.environment().get("pid")).distinct().count();
    assertTrue(processes <= 2, processes + " processes for 4 trials, two at a time");
    assertEquals(List.of(), pool.processes());
  }

  @Test
  void whatAWorkerPrintsIsKeptWithItsTrial() {
    SweepResult result = run(sweep("none").trials(1));
    String log =
        store.eventsAfter(result.id(), 0, 1000).stream()
            .filter(TrialEvent.Logged.class::isInstance)
            .map(event -> ((TrialEvent.Logged) event).text())
            .collect(Collectors.joining("\n"));
    assertTrue(log.contains("printed by the trainer"), log);
    assertTrue(log.contains("process "), log);
  }

  @Test
  void aKilledWorkerCostsItsTrialOneFailureAndTheRetrySucceeds() {
    SweepResult result = run(sweep("kill once").trials(1));
    List<Event> events = store.eventsAfter(result.id(), 0, 1000);
    List<Cause> failures =
        events.stream()
            .filter(TrialEvent.Ended.class::isInstance)
            .map(event -> ((TrialEvent.Ended) event).state())
            .filter(TrialState.Failed.class::isInstance)
            .map(state -> ((TrialState.Failed) state).cause())
            .toList();
    assertEquals(1, failures.size());
    assertEquals(Cause.Kind.WORKER_DIED, failures.get(0).kind());
    assertTrue(
        failures.get(0).message().matches("worker process \\d+ was killed by signal 9"),
        failures.get(0).message());
    Trial trial = result.trials().get(0);
    assertEquals(2, trial.attempt());
    assertEquals(3, trial.curve("loss").size());
    assertEquals(new TrialState.Completed(1.0 / 3), trial.state());
  }

  @Test
  void aTrialThatKillsEveryWorkerFailsAfterItsRetriesAndTheSweepGoesOn() {
    SweepResult result = run(sweep("kill", "none").trials(4).parallel(2));
    assertEquals(SweepEvent.Outcome.FINISHED, result.outcome());
    assertEquals(Cause.Kind.WORKER_DIED, cause(result.trials().get(0)).kind());
    assertEquals(2, result.trials().get(0).attempt());
    assertEquals(new TrialState.Completed(1.0 / 3), result.trials().get(2).state());
  }

  @Test
  void retriesCanBeTurnedOff() {
    SweepResult result = run(sweep("exit").trials(1).maxRetries(0));
    assertEquals(1, result.trials().get(0).attempt());
    assertTrue(
        cause(result.trials().get(0)).message().endsWith(" ended with exit code 7"),
        cause(result.trials().get(0)).message());
  }

  @Test
  void runningOutOfMemoryIsSaidToBeThat() {
    SweepResult result = run(sweep("memory").trials(1).maxRetries(0));
    assertTrue(
        cause(result.trials().get(0)).message().endsWith(" ran out of memory"),
        cause(result.trials().get(0)).message());
  }

  @Test
  void aHangingTrialIsKilledAtItsTimeLimit() {
    SweepResult result =
        run(
            sweep("hang", "none")
                .space(
                    CategoricalParameter.of("fault", "hang", "none"),
                    IntParameter.uniform("x", 0, 0))
                .trialTime(Duration.ofSeconds(10)));
    assertEquals(Cause.Kind.TIMEOUT, cause(result.trials().get(0)).kind());
    assertEquals(new TrialState.Completed(1.0 / 3), result.trials().get(1).state());
  }

  @Test
  void workersThatNeverStartEndTheSweepInsteadOfBurningEveryTrial() {
    SweepResult result =
        SweepRunner.of(sweep("none").build())
            .store(store)
            .executor(new WorkerPool("no such trainer"))
            .run();
    assertEquals(SweepEvent.Outcome.INTERRUPTED, result.outcome());
    assertTrue(
        result.reason().startsWith("worker processes do not start: worker process "),
        result.reason());
    assertEquals(1, result.trials().size());
  }

  private List<TrialEvent.Logged> logs(SweepResult result) {
    return store.eventsAfter(result.id(), 0, 100_000).stream()
        .filter(TrialEvent.Logged.class::isInstance)
        .map(TrialEvent.Logged.class::cast)
        .toList();
  }

  @Test
  void linesAreFiledUnderTheTrialThatPrintedThemToTheLast() {
    SweepResult result = run(sweep("chatter").trials(2));
    for (int trial = 1; trial <= 2; trial++) {
      int number = trial;
      List<String> lines =
          logs(result).stream()
              .filter(logged -> logged.trial() == number)
              .map(TrialEvent.Logged::text)
              .toList();
      assertEquals(
          400, Collections.frequency(lines, "said by trial-" + number), lines.size() + " lines");
      assertTrue(lines.contains("last words of trial-" + number), "the last line has no end");
    }
  }

  @Test
  void anEndlessLineIsCut() {
    SweepResult result = run(sweep("long line").trials(1));
    assertEquals(new TrialState.Completed(1.0 / 3), result.trials().get(0).state());
    String line =
        logs(result).stream()
            .map(TrialEvent.Logged::text)
            .filter(text -> text.startsWith("éé"))
            .findFirst()
            .orElseThrow();
    assertTrue(line.endsWith("…") && line.length() < 20_000, line.length() + " characters");
  }

  @Test
  void trainersSeeNoSecret() {
    SweepResult result = run(sweep("secret").trials(1));
    assertTrue(logs(result).stream().anyMatch(logged -> logged.text().equals("variable PATH")));
    assertFalse(logs(result).stream().anyMatch(logged -> logged.text().contains("SECRET")));
  }

  @Test
  void whatTrainersStartEndsWithTheirWorkers() {
    SweepResult result = run(sweep("child").trials(1));
    long child =
        logs(result).stream()
            .filter(logged -> logged.text().startsWith("child "))
            .mapToLong(logged -> Long.parseLong(logged.text().substring(6)))
            .findFirst()
            .orElseThrow();
    ProcessHandle.of(child)
        .ifPresent(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void aTrainerThatCannotBeMadeFailsItsTrialsInsteadOfHanging() {
    SweepResult result =
        SweepRunner.of(sweep("none").trials(1).trialTime(Duration.ofSeconds(20)).build())
            .store(store)
            .executor(new WorkerPool("unborn"))
            .run();
    assertEquals(
        "the trainer does not start: java.lang.AssertionError: no such device",
        cause(result.trials().get(0)).message());
  }

  @Test
  void aMachineThatCannotStartProcessesEndsTheSweepWithTheReason() {
    String home = System.getProperty("java.home");
    System.setProperty("java.home", "/nowhere");
    try {
      SweepResult result = run(sweep("none").trials(2));
      assertEquals(SweepEvent.Outcome.INTERRUPTED, result.outcome());
      assertTrue(
          result.reason().startsWith("worker processes do not start: Cannot run program"),
          result.reason());
    } finally {
      System.setProperty("java.home", home);
    }
  }

  @Test
  void workersThatDiedLeaveNoThreadBehind() throws Exception {
    run(sweep("exit").trials(1).maxRetries(0));
    long before = workerThreads();
    run(sweep("exit").trials(1).maxRetries(11));
    for (int i = 0; i < 100 && workerThreads() > before; i++) {
      Thread.sleep(100);
    }
    assertTrue(workerThreads() <= before, workerThreads() + " threads of dead workers");
  }

  private static long workerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("worker-"))
        .count();
  }
}
