package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every scheduler promises. */
abstract class SchedulerContract {
  static final SearchSpace SPACE = SearchSpace.of(FloatParameter.uniform("x", 0, 1e5));
  static final Assignment ANY = new Assignment(Map.of("x", 0.5));

  /** The scheduler under test. */
  abstract SchedulerSpec spec();

  @Test
  void aFirstTrialIsStarted() {
    assertEquals(new Move.Start(), spec().create(SPACE).next(Histories.minimizing().now()));
  }

  @Test
  void aTrialWithNothingToCompareIsNotStopped() {
    Histories histories = Histories.minimizing();
    TrialEvent.Reported report = histories.report(histories.start(ANY), 1, 1e9);
    assertFalse(spec().create(SPACE).judge(histories.now(), report) instanceof Verdict.Stop);
  }

  @Test
  void equalHistoriesGiveEqualDecisions() {
    Histories histories = Histories.minimizing();
    Scheduler used = spec().create(SPACE);
    for (int i = 0; i < 12; i++) {
      histories.completed(ANY, 5, 4, 3, 2 - i % 3, 1);
      int trial = histories.start(ANY);
      for (long step = 1; step <= 5; step++) {
        TrialEvent.Reported report = histories.report(trial, step, 7 * (i % 2));
        assertEquals(
            spec().create(SPACE).judge(histories.now(), report),
            used.judge(histories.now(), report));
      }
      assertEquals(spec().create(SPACE).next(histories.now()), used.next(histories.now()));
    }
  }

  private static double loss(int trial, long step) {
    SplittableRandom random = new SplittableRandom(trial * 1000L + step);
    // Ties are common, and now and then a report says nothing of the objective.
    return random.nextInt(9) == 0 ? Double.NaN : random.nextInt(12) / 4.0 + 1.0 / step;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void replayingTheEventsYieldsTheSameDecisions(int workers) {
    VirtualSweep sweep = new VirtualSweep(spec().create(SPACE), 40, 12, SchedulerContract::loss);
    sweep.run(workers);
    LiveHistory again = new LiveHistory(sweep.history().objective());
    for (int i = 0; i < sweep.events().size(); i++) {
      Event event = sweep.events().get(i);
      again.add(event);
      if (event instanceof TrialEvent.Reported report) {
        // A scheduler that is new has nothing but the history.
        Verdict verdict = spec().create(SPACE).judge(again, report);
        assertEquals(endsWith(sweep.events().get(i + 1), report.trial()), verdict);
      } else if (event instanceof TrialEvent.Resumed resumed) {
        LiveHistory before = new LiveHistory(again.objective());
        before.addAll(sweep.events().subList(0, i));
        boolean last = before.trials().size() == 40;
        Scheduler fresh = spec().create(SPACE);
        assertEquals(
            new Move.Resume(resumed.trial()), last ? fresh.finish(before) : fresh.next(before));
      }
    }
  }

  /** The verdict that the event after a report shows. */
  private static Verdict endsWith(Event next, int trial) {
    if (next instanceof TrialEvent.Ended end && end.trial() == trial) {
      if (end.state() instanceof TrialState.Stopped stopped) {
        return new Verdict.Stop(stopped.reason());
      }
      return end.state() instanceof TrialState.Paused
          ? new Verdict.Pause()
          : new Verdict.Continue();
    }
    return new Verdict.Continue();
  }

  @Test
  void everySweepComesToItsEnd() {
    VirtualSweep sweep =
        new VirtualSweep(spec().create(SPACE), 30, 12, SchedulerContract::loss).run(3);
    assertEquals(30, sweep.history().trials().size());
    assertTrue(
        sweep.history().trials().stream()
            .noneMatch(trial -> trial.state() instanceof TrialState.Running));
  }

  @Test
  void aSingleTrialTrainsToItsEnd() {
    VirtualSweep sweep = new VirtualSweep(spec().create(SPACE), 1, 12, (trial, step) -> 1.0 / step);
    assertInstanceOf(TrialState.Completed.class, sweep.run(2).history().trial(1).state());
  }

  @Test
  void aReportWithoutTheObjectiveStopsNobody() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 12; i++) {
      histories.completed(ANY, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }
    int trial = histories.start(ANY);
    for (long step = 1; step <= 10; step++) {
      TrialEvent.Reported report =
          new TrialEvent.Reported(trial, Instant.EPOCH, 1, step, Map.of("speed", 1e9));
      assertEquals(new Verdict.Continue(), spec().create(SPACE).judge(histories.now(), report));
    }
  }

  @Test
  void lossesThatAreNoNumbersBreakNothing() {
    double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300, Double.NaN, 0};
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 12; i++) {
      histories.completed(ANY, odd);
      histories.diverged(ANY);
      int trial = histories.start(ANY);
      for (int step = 1; step <= odd.length; step++) {
        TrialEvent.Reported report = histories.report(trial, step, odd[(step + i) % odd.length]);
        Verdict verdict = spec().create(SPACE).judge(histories.now(), report);
        assertTrue(step > 1 || !(verdict instanceof Verdict.Stop stop) || !stop.reason().isEmpty());
      }
      spec().create(SPACE).next(histories.now());
    }
  }
}
