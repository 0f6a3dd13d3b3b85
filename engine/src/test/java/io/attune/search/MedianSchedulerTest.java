package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.trial.Cause;
import io.attune.trial.Objective;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MedianSchedulerTest extends SchedulerContract {
  private static final SchedulerSpec TWO_AFTER_ONE = new SchedulerSpec.Median(2, 1);

  @Override
  SchedulerSpec spec() {
    return SchedulerSpec.Median.standard();
  }

  /** Best losses so far of the completed trials: 9 5 5, 8 4 2, 7 6 6; medians 8, 5, 5. */
  private static Histories three() {
    Histories histories = Histories.minimizing();
    histories.completed(ANY, 9, 5, 6);
    histories.completed(ANY, 8, 4, 2);
    histories.completed(ANY, 7, 6, 8);
    return histories;
  }

  @ParameterizedTest
  @CsvSource({
    // at step 1, 2, 3 | ends after
    "9.9, 4.9, 4.9, end",
    "9.9, 5.0, 9.9, end",
    "9.9, 5.1, 1.0, 2",
    "1.0, 9.9, 9.9, end",
    "5.0, 6.0, 7.0, end",
    "6.0, NaN, 6.0, 2",
    "NaN, NaN, 4.0, end",
  })
  void aTrialEndsOnceItsBestIsWorseThanTheMedian(
      double first, double second, double third, String end) {
    Histories histories = three();
    int trial = histories.start(ANY);
    String actual = "end";
    double[] values = {first, second, third};
    for (int step = 1; step <= 3 && actual.equals("end"); step++) {
      TrialEvent.Reported report = histories.report(trial, step, values[step - 1]);
      if (TWO_AFTER_ONE.create(SPACE).judge(histories.now(), report) instanceof Verdict.Stop) {
        actual = String.valueOf(step);
      }
    }
    assertEquals(end, actual);
  }

  @Test
  void theReasonNamesBothNumbersInTheirOwnDirection() {
    Histories histories = new Histories(Objective.maximize("accuracy"));
    histories.completed(ANY, 0.5, 0.8);
    histories.completed(ANY, 0.5, 0.9);
    int trial = histories.start(ANY);
    histories.report(trial, 1, 0.4);
    TrialEvent.Reported report = histories.report(trial, 2, 0.6);
    assertEquals(
        new Verdict.Stop(
            "accuracy 0.6000 is worse than the median 0.8500 of completed trials at step 2"),
        TWO_AFTER_ONE.create(SPACE).judge(histories.now(), report));
  }

  @Test
  void onlyCompletedTrialsAreCompared() {
    Histories histories = Histories.minimizing();
    histories.completed(ANY, 1, 1);
    for (int i = 0; i < 5; i++) {
      histories.stopped(ANY, 1);
      histories.failed(ANY, Cause.Kind.ERROR);
      histories.report(histories.start(ANY), 2, 1);
    }
    int trial = histories.start(ANY);
    TrialEvent.Reported report = histories.report(trial, 2, 9);
    assertEquals(
        new Verdict.Continue(), TWO_AFTER_ONE.create(SPACE).judge(histories.now(), report));
  }

  @Test
  void aReportWithoutTheObjectiveDecidesNothing() {
    Histories histories = three();
    int trial = histories.start(ANY);
    histories.report(trial, 1, 99);
    TrialEvent.Reported other =
        new TrialEvent.Reported(trial, Instant.EPOCH, 1, 2, Map.of("speed", 1.0));
    assertEquals(new Verdict.Continue(), TWO_AFTER_ONE.create(SPACE).judge(histories.now(), other));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertEquals(
        "min_trials must be at least 1, but is 0. Maybe use 5.",
        assertThrows(IllegalArgumentException.class, () -> new SchedulerSpec.Median(0, 3))
            .getMessage());
    assertEquals(
        "warmup_steps must be at least 0, but is -1. Maybe use 3.",
        assertThrows(IllegalArgumentException.class, () -> new SchedulerSpec.Median(5, -1))
            .getMessage());
  }
}
