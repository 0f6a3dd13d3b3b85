package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.IntParameter;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  private static Sweep.Builder sweep(String... faults) {
    return Sweep.named("workers")
        .space(CategoricalParameter.of("fault", (Object[]) faults), IntParameter.uniform("x", 0, 1))
        .minimize("loss")
        .sampler(new SamplerSpec.Grid())
        .trainer("fragile")
        .seed(1);
  }

  private SweepResult run(Sweep.Builder sweep) {
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
    SweepResult result = run(sweep("hang", "none").trials(3).trialTime(Duration.ofSeconds(4)));
    assertEquals(Cause.Kind.TIMEOUT, cause(result.trials().get(0)).kind());
    assertEquals(Cause.Kind.TIMEOUT, cause(result.trials().get(1)).kind());
    assertEquals(new TrialState.Completed(1.0 / 3), result.trials().get(2).state());
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
}
