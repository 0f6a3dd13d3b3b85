package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People hold a running sweep, let it go, and end trials of it. */
class SweepControlTest {
  private static final Request MINE = new Request("7f3a", "Ada");

  private final MemoryStore store = new MemoryStore();
  private final BlockingQueue<Double> started = new LinkedBlockingQueue<>();
  private final Semaphore go = new Semaphore(0);
  private final SweepRunner runner = runner();
  private final CompletableFuture<SweepResult> result = CompletableFuture.supplyAsync(runner::run);

  private SweepRunner runner() {
    Sweep sweep =
        Sweep.named("held")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .seed(1)
            .trials(4)
            .build();
    return SweepRunner.of(sweep).trainer(this::train).store(store).build();
  }

  /** Tells that it began, then reports whenever the test lets it. */
  private void train(TrialContext trial) throws InterruptedException {
    started.add(trial.assignment().number("x"));
    for (long step = 1; step <= 2; step++) {
      go.acquire();
      if (!trial.report(step, Map.of("loss", 1.0 / step))) {
        return;
      }
    }
  }

  @AfterEach
  void endAll() {
    runner.stop("the test is over");
    go.release(100);
    result.join();
    store.close();
  }

  private void awaitStart() throws InterruptedException {
    assertTrue(started.poll(30, TimeUnit.SECONDS) != null, "a trial starts");
  }

  @Test
  void pausedSweepStartsNothingUntilItGoesOn() throws InterruptedException {
    awaitStart();
    runner.control().pause().join();
    go.release(2);
    // The first trial has ended once a note that came after its reports is on disk twice over.
    while (endedTrials() < 1) {
      runner.control().note("waiting").join();
    }
    runner.control().note("still waiting").join();
    assertEquals(1, trialsStarted());
    runner.control().proceed().join();
    awaitStart();
    assertEquals(2, trialsStarted());
  }

  @Test
  void whatMakesNoSenseIsRefused() throws InterruptedException {
    awaitStart();
    assertEquals("the sweep is not paused.", refusal(runner.control().proceed()));
    runner.control().pause().join();
    assertEquals("the sweep is paused already.", refusal(runner.control().pause()));
    assertEquals("there is no trial 9; there are 1.", refusal(runner.control().halt(9)));
    assertEquals(
        "parallel must be 1 to 10000, but is 0.",
        assertThrows(IllegalArgumentException.class, () -> runner.control().resize(0))
            .getMessage());
  }

  @Test
  void moreTrialsRunSideBySide() throws InterruptedException {
    awaitStart();
    runner.control().resize(3).join();
    awaitStart();
    awaitStart();
    runner.control().note("settled").join();
    assertEquals(3, trialsStarted());
  }

  @Test
  void haltedTrialEndsAtItsNextReport() throws InterruptedException {
    awaitStart();
    runner.control().halt(1).join();
    go.release(1);
    awaitStart();
    TrialState state = trial(1).state();
    assertEquals(new TrialState.Stopped(0, "somebody stopped it"), state);
    assertEquals("trial 1 does not run.", refusal(runner.control().halt(1)));
  }

  @Test
  void sameRequestIsDoneOnceAndToldWhoAsked() throws InterruptedException {
    awaitStart();
    runner.control(MINE).resize(2).join();
    runner.control(MINE).resize(2).join();
    List<Event> events = events();
    assertEquals(1, events.stream().filter(SweepEvent.Resized.class::isInstance).count());
    SweepEvent.Requested request =
        events.stream()
            .filter(SweepEvent.Requested.class::isInstance)
            .map(SweepEvent.Requested.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("Ada", request.by());
    assertTrue(
        events.get(events.indexOf(request) + 1) instanceof SweepEvent.Resized,
        "what was asked for follows");
  }

  @Test
  void refusedRequestMayBeAskedAgain() throws InterruptedException {
    awaitStart();
    assertEquals("the sweep is not paused.", refusal(runner.control(MINE).proceed()));
    runner.control().pause().join();
    runner.control(MINE).proceed().join();
    assertFalse(events().stream().noneMatch(SweepEvent.Continued.class::isInstance), "it goes on");
  }

  private static String refusal(CompletableFuture<Void> answer) {
    Throwable cause = assertThrows(CompletionException.class, answer::join).getCause();
    assertTrue(cause instanceof IllegalArgumentException, String.valueOf(cause));
    return String.valueOf(cause.getMessage());
  }

  private List<Event> events() {
    return store.eventsAfter(new SweepId(1), 0, 10_000);
  }

  private long trialsStarted() {
    return history().size();
  }

  private long endedTrials() {
    return history().stream().filter(trial -> trial.state().ended()).count();
  }

  private Trial trial(int number) {
    return history().get(number - 1);
  }

  private List<Trial> history() {
    LiveHistory history =
        new LiveHistory(store.sweep(new SweepId(1)).orElseThrow().sweep().criteria());
    events().forEach(history::add);
    return history.trials();
  }
}
