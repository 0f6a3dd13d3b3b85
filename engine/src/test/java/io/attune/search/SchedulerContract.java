package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.attune.space.Assignment;
import io.attune.trial.TrialEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every scheduler promises. */
abstract class SchedulerContract {
  static final Assignment ANY = new Assignment(Map.of("x", 0.5));

  /** The scheduler under test. */
  abstract SchedulerSpec spec();

  @Test
  void aFirstTrialIsStarted() {
    assertEquals(new Move.Start(), spec().create().next(Histories.minimizing().now()));
  }

  @Test
  void aTrialWithNothingToCompareTrainsOn() {
    Histories histories = Histories.minimizing();
    TrialEvent.Reported report = histories.report(histories.start(ANY), 1, 1e9);
    assertInstanceOf(Verdict.Continue.class, spec().create().judge(histories.now(), report));
  }

  @Test
  void equalHistoriesGiveEqualDecisions() {
    Histories histories = Histories.minimizing();
    Scheduler used = spec().create();
    for (int i = 0; i < 12; i++) {
      histories.completed(ANY, 5, 4, 3, 2 - i % 3, 1);
      int trial = histories.start(ANY);
      for (long step = 1; step <= 5; step++) {
        TrialEvent.Reported report = histories.report(trial, step, 7 * (i % 2));
        assertEquals(
            spec().create().judge(histories.now(), report), used.judge(histories.now(), report));
      }
      assertEquals(spec().create().next(histories.now()), used.next(histories.now()));
    }
  }
}
