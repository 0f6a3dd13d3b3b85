package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.H2Store;
import io.attune.store.MemoryStore;
import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that ask and tell, and do so again when they got no answer. */
class AskedSweepsTest {
  @TempDir Path folder;

  private static Sweep sweep(int trials) {
    return Sweep.named("asked")
        .space(FloatParameter.uniform("x", 0, 1))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .trainer(Sweep.ASKED)
        .trials(trials)
        .seed(1)
        .build();
  }

  private static Request request(String id) {
    return new Request(id, "a test");
  }

  private static AskedSweeps over(TrialStore store) {
    return new AskedSweeps(store, InstantSource.system());
  }

  private static Given ask(AskedSweeps sweeps, SweepId id, String request) {
    return sweeps.with(id, sweep -> sweep.ask(request(request)));
  }

  private static Trial report(AskedSweeps sweeps, int trial, long step, double loss) {
    return sweeps.with(new SweepId(1), sweep -> sweep.report(trial, 1, step, Map.of("loss", loss)));
  }

  private static List<Event> events(TrialStore store) {
    return store.eventsAfter(new SweepId(1), 0, 1_000);
  }

  @Test
  void whatIsSaidTwiceIsDoneOnce() {
    try (MemoryStore store = new MemoryStore();
        AskedSweeps sweeps = over(store)) {
      SweepId id = sweeps.create(sweep(3), "text", request("new"));
      assertEquals(id, sweeps.create(sweep(3), "text", request("new")));
      assertEquals(1, store.sweeps().size());
      Given first = ask(sweeps, id, "a");
      assertEquals(first, ask(sweeps, id, "a"));
      report(sweeps, 1, 1, 0.5);
      List<Event> once = events(store);
      assertInstanceOf(TrialState.Running.class, report(sweeps, 1, 1, 0.5).state());
      assertEquals(once, events(store));
      Trial done = sweeps.with(id, s -> s.end(1, 1, Ending.COMPLETED, ""));
      assertEquals(new TrialState.Completed(0.5), done.state());
      assertEquals(done, sweeps.with(id, s -> s.end(1, 1, Ending.COMPLETED, "")));
      assertEquals(done, ask(sweeps, id, "a").trial().orElseThrow());
      assertEquals(2, ask(sweeps, id, "b").trial().orElseThrow().number());
    }
  }

  @Test
  void aRestartForgetsNothing() {
    SweepId id = new SweepId(1);
    Given given;
    try (H2Store store = H2Store.open(folder, "a test");
        AskedSweeps sweeps = over(store)) {
      sweeps.create(sweep(2), "text", request("new"));
      given = ask(sweeps, id, "a");
      report(sweeps, 1, 1, 0.5);
    }
    try (H2Store store = H2Store.open(folder, "a test");
        AskedSweeps sweeps = over(store)) {
      assertEquals(id, sweeps.create(sweep(2), "text", request("new")));
      Given again = ask(sweeps, id, "a");
      assertEquals(
          given.trial().orElseThrow().assignment(), again.trial().orElseThrow().assignment());
      int before = events(store).size();
      report(sweeps, 1, 1, 0.5);
      assertEquals(before, events(store).size());
      report(sweeps, 1, 2, 0.25);
      sweeps.with(id, s -> s.end(1, 1, Ending.COMPLETED, ""));
      assertEquals(2, ask(sweeps, id, "b").trial().orElseThrow().number());
      assertEquals(Given.Standing.WAITING, ask(sweeps, id, "c").standing());
      sweeps.with(id, s -> s.end(2, 1, Ending.FAILED, "broke"));
      assertEquals(Given.Standing.FINISHED, ask(sweeps, id, "c").standing());
      assertEquals(Given.Standing.FINISHED, ask(sweeps, id, "d").standing());
      assertEquals(2, Verifier.verify(store, id).suggestions());
      assertTrue(Verifier.verify(store, id).difference().isEmpty());
    }
  }

  private static AskConflict.Kind conflict(Runnable call) {
    return assertThrows(AskConflict.class, call::run).kind();
  }

  @Test
  void whatContradictsWhatIsKnownIsRefusedAndChangesNothing() {
    try (MemoryStore store = new MemoryStore();
        AskedSweeps sweeps = over(store)) {
      SweepId id = sweeps.create(sweep(3), "text", request("new"));
      ask(sweeps, id, "a");
      report(sweeps, 1, 5, 0.5);
      List<Event> before = events(store);
      assertEquals(AskConflict.Kind.STEP_TAKEN, conflict(() -> report(sweeps, 1, 5, 0.75)));
      assertEquals(AskConflict.Kind.STEP_TAKEN, conflict(() -> report(sweeps, 1, 4, 0.5)));
      assertEquals(AskConflict.Kind.ID_REUSED, conflict(() -> ask(sweeps, id, "new")));
      assertEquals(
          AskConflict.Kind.ATTEMPT_OVER,
          conflict(() -> sweeps.with(id, s -> s.end(1, 2, Ending.FAILED, ""))));
      assertThrows(IllegalArgumentException.class, () -> report(sweeps, 2, 1, 0.5));
      assertThrows(IllegalArgumentException.class, () -> report(sweeps, 1, -1, 0.5));
      assertEquals(before, events(store));
      sweeps.with(id, s -> s.end(1, 1, Ending.COMPLETED, ""));
      assertEquals(AskConflict.Kind.TRIAL_ENDED, conflict(() -> report(sweeps, 1, 6, 0.5)));
      assertEquals(
          AskConflict.Kind.TRIAL_ENDED,
          conflict(() -> sweeps.with(id, s -> s.end(1, 1, Ending.FAILED, ""))));
    }
  }

  @Test
  void anObjectiveThatIsNoNumberFailsTheTrialButIsKept() {
    try (MemoryStore store = new MemoryStore();
        AskedSweeps sweeps = over(store)) {
      SweepId id = sweeps.create(sweep(3), "text", request("new"));
      ask(sweeps, id, "a");
      Trial failed = report(sweeps, 1, 1, Double.NaN);
      assertInstanceOf(TrialState.Failed.class, failed.state());
      assertEquals(1, failed.curve("loss").size());
      assertEquals(failed, report(sweeps, 1, 1, Double.NaN));
    }
  }

  @Test
  void theSweepIsSteeredOnceForEachRequest() {
    try (MemoryStore store = new MemoryStore();
        AskedSweeps sweeps = over(store)) {
      SweepId id = sweeps.create(sweep(1), "text", request("new"));
      sweeps.with(id, s -> s.control(request("p")).pause()).join();
      sweeps.with(id, s -> s.control(request("p")).pause()).join();
      assertThrows(
          CompletionException.class,
          () -> sweeps.with(id, s -> s.control(request("q")).pause()).join());
      assertEquals(Given.Standing.PAUSED, ask(sweeps, id, "a").standing());
      sweeps.with(id, s -> s.control(request("r")).proceed()).join();
      assertEquals(Given.Standing.GIVEN, ask(sweeps, id, "a").standing());
      sweeps.with(id, s -> s.control(request("h")).halt(1)).join();
      assertInstanceOf(
          TrialState.Stopped.class, ask(sweeps, id, "a").trial().orElseThrow().state());
      assertEquals(Given.Standing.FINISHED, ask(sweeps, id, "b").standing());
      sweeps.with(id, s -> s.control(request("e")).extend(2)).join();
      sweeps.with(id, s -> s.control(request("v")).enqueue(Map.of("x", 0.125))).join();
      Given given = ask(sweeps, id, "b");
      assertEquals(0.125, given.trial().orElseThrow().assignment().values().get("x"));
      sweeps.with(id, s -> s.control(request("s")).stop("enough")).join();
      sweeps.with(id, s -> s.control(request("s")).stop("enough")).join();
      assertEquals(Given.Standing.FINISHED, ask(sweeps, id, "c").standing());
      assertInstanceOf(TrialState.Failed.class, ask(sweeps, id, "b").trial().orElseThrow().state());
    }
  }

  @Test
  void aServerStartsNoPrograms() {
    try (MemoryStore store = new MemoryStore();
        AskedSweeps sweeps = over(store)) {
      Sweep other = sweep(1).toBuilder().trainer("mlp").build();
      assertEquals(
          "trainer: a server starts no programs. Write `trainer: asked` and ask for the trials, or start it with `attune run`.",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> sweeps.create(other, "text", request("new")))
              .getMessage());
      assertEquals(List.of(), store.sweeps());
    }
  }

  @Test
  void oneHolderGivesOutTheTrialsOfASweep() {
    try (MemoryStore store = new MemoryStore();
        AskedSweeps first = over(store);
        AskedSweeps second = over(store)) {
      SweepId id = first.create(sweep(3), "text", request("new"));
      assertTrue(first.holds(id));
      assertThrows(StoreException.class, () -> ask(second, id, "a"));
      first.close();
      assertEquals(Given.Standing.GIVEN, ask(second, id, "a").standing());
    }
  }

  @Test
  void aSweepThatWasPutInButNeverBegunIsBegunByTheNextTry() {
    try (MemoryStore store = new MemoryStore();
        AskedSweeps sweeps = over(store)) {
      SweepId orphan = store.open(sweep(3), "text", java.time.Instant.EPOCH);
      assertEquals(orphan, sweeps.create(sweep(3), "text", request("new")));
      assertEquals(new SweepId(2), sweeps.create(sweep(3), "text", request("other")));
    }
  }
}
