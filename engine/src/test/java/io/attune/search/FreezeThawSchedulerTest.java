package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FreezeThawSchedulerTest extends SchedulerContract {
  private static final SchedulerSpec KNOWN =
      new SchedulerSpec.FreezeThaw(OptionalLong.empty(), OptionalLong.of(CurveScenes.WHOLE));

  @Override
  SchedulerSpec spec() {
    return SchedulerSpec.FreezeThaw.standard();
  }

  private static Scheduler scheduler() {
    return KNOWN.create(CurveScenes.SPACE);
  }

  private static Verdict lastVerdict(Scheduler scheduler, Histories histories, int trial) {
    Trial now = histories.now().trial(trial);
    double loss = now.curve("loss").last();
    return scheduler.judge(
        histories.now(),
        new TrialEvent.Reported(trial, Instant.EPOCH, 1, now.lastStep(), Map.of("loss", loss)));
  }

  /** Four trials that were paused at the first rung, from x = 0.1 to 0.7. */
  private static Histories explored() {
    Histories histories = Histories.minimizing();
    for (double x = 0.1; x < 0.8; x += 0.2) {
      CurveScenes.paused(histories, x, 40);
    }
    return histories;
  }

  @Test
  void firstTrialsArePausedAtTheFirstRungAndFollowedByOthers() {
    Histories histories = Histories.minimizing();
    int trial = CurveScenes.train(histories, 0.5, 30);
    assertEquals(new Verdict.Continue(), lastVerdict(scheduler(), histories, trial));
    TrialEvent.Reported report = histories.report(trial, 40, CurveScenes.loss(0.5, 40));
    assertEquals(new Verdict.Pause(), scheduler().judge(histories.now(), report));
    histories.end(trial, new TrialState.Paused(40));
    assertEquals(new Move.Start(), scheduler().next(histories.now()));
  }

  @Test
  void theLengthOfATrainingIsLearnedFromTheFirstTrial() {
    Scheduler learning = spec().create(CurveScenes.SPACE);
    Histories histories = Histories.minimizing();
    int first = CurveScenes.train(histories, 0.5, CurveScenes.WHOLE - 10);
    assertEquals(new Verdict.Continue(), lastVerdict(learning, histories, first));
    histories.report(first, CurveScenes.WHOLE, CurveScenes.loss(0.5, CurveScenes.WHOLE));
    histories.end(first, new TrialState.Completed(CurveScenes.loss(0.5, CurveScenes.WHOLE)));
    int second = CurveScenes.train(histories, 0.2, CurveScenes.WHOLE / 16);
    assertEquals(new Verdict.Pause(), lastVerdict(learning, histories, second));
  }

  @Test
  void aTrialThatIsForecastToEndBestIsResumedThoughAnotherIsAhead() {
    Histories histories = explored();
    CurveScenes.completed(histories, 0.05);
    CurveScenes.completed(histories, 0.5);
    CurveScenes.paused(histories, 1, 160);
    assertTrue(CurveScenes.loss(1, 160) > CurveScenes.loss(0.5, CurveScenes.WHOLE));
    assertEquals(new Move.Resume(7), scheduler().next(histories.now()));
  }

  @Test
  void aQuarterOfTheTrialsOfARungGoesOnWhateverTheForecast() {
    Histories histories = explored();
    assertInstanceOf(Move.Resume.class, scheduler().next(histories.now()));
    CurveScenes.paused(histories, 0.9, 80);
    CurveScenes.paused(histories, 0.8, 40);
    CurveScenes.paused(histories, 0.6, 40);
    CurveScenes.paused(histories, 0.4, 40);
    Move.Resume second = assertInstanceOf(Move.Resume.class, scheduler().next(histories.now()));
    assertTrue(second.trial() != 5, "trial 5 was resumed, which is past the first rung");
  }

  @Test
  void aTrialIsJudgedAtRungsOnly() {
    Histories histories = explored();
    CurveScenes.completed(histories, 0.9);
    int trial = CurveScenes.train(histories, 0, 70);
    assertEquals(new Verdict.Continue(), lastVerdict(scheduler(), histories, trial));
    histories.report(trial, 90, CurveScenes.loss(0, 90));
    assertTrue(!(lastVerdict(scheduler(), histories, trial) instanceof Verdict.Continue));
  }

  @Test
  void aTrialThatCannotBecomeTheBestIsStoppedForGood() {
    Histories histories = explored();
    CurveScenes.completed(histories, 1);
    CurveScenes.completed(histories, 0.3);
    CurveScenes.completed(histories, 0.95);
    int trial = CurveScenes.train(histories, 0, 320);
    Verdict verdict = lastVerdict(scheduler(), histories, trial);
    String reason = assertInstanceOf(Verdict.Stop.class, verdict).reason();
    assertTrue(reason.startsWith("becomes the best with a probability of only "), reason);
  }

  @Test
  void aSweepEndsWithTheTrialsThatMayBecomeTheBestTrainedOn() {
    Histories histories = explored();
    CurveScenes.completed(histories, 0.05);
    CurveScenes.completed(histories, 0.3);
    CurveScenes.paused(histories, 1, 320);
    assertEquals(new Move.Resume(7), scheduler().finish(histories.now()));
  }

  @Test
  void aSweepEndsWhenNoPausedTrialIsLikelyToBecomeTheBest() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 6; i++) {
      CurveScenes.completed(histories, 1 - 0.1 * i);
    }
    CurveScenes.paused(histories, 0, 320);
    assertEquals(
        new Move.Finish("no paused trial is likely to become the best"),
        scheduler().finish(histories.now()));
  }

  @Test
  void trialsWithoutALossAndFailedOnesAreNoHindrance() {
    Histories histories = explored();
    for (int i = 0; i < 5; i++) {
      histories.failed(new Assignment(Map.of("x", 0.9)), Cause.Kind.ERROR);
      histories.diverged(new Assignment(Map.of("x", 0.95)));
    }
    histories.end(histories.start(new Assignment(Map.of("x", 0.2))), new TrialState.Paused(0));
    int trial = CurveScenes.train(histories, 0.8, 40);
    assertTrue(lastVerdict(scheduler(), histories, trial) != null);
    histories.end(trial, new TrialState.Paused(40));
    Move move = scheduler().next(histories.now());
    assertTrue(move instanceof Move.Start || move instanceof Move.Resume, move.toString());
  }

  @Test
  void onlyFailuresLeaveNothingToForecast() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 9; i++) {
      histories.diverged(new Assignment(Map.of("x", 0.1 * i)));
    }
    assertEquals(new Move.Start(), scheduler().next(histories.now()));
    int trial = CurveScenes.train(histories, 0.8, 40);
    assertEquals(new Verdict.Continue(), lastVerdict(scheduler(), histories, trial));
  }

  /** A trial that somebody enqueued in spite of the space, at the first rung. */
  private static int outside(Histories histories) {
    int trial = histories.start(new Assignment(Map.of("width", 8)));
    histories.report(trial, 40, 0.01);
    return trial;
  }

  @Test
  void trialsOutsideTheSpaceTrainToTheirEnds() {
    Histories histories = explored();
    assertEquals(new Verdict.Continue(), lastVerdict(scheduler(), histories, outside(histories)));
    Histories first = Histories.minimizing();
    assertEquals(new Verdict.Continue(), lastVerdict(scheduler(), first, outside(first)));
  }

  @Test
  void trialsOutsideTheSpaceDoNotChangeWhatIsTrainedNext() {
    Histories histories = explored();
    CurveScenes.completed(histories, 0.5);
    CurveScenes.completed(histories, 0.05);
    CurveScenes.paused(histories, 1, 160);
    histories.end(outside(histories), new TrialState.Paused(40));
    histories.end(outside(histories), new TrialState.Completed(0.01));
    histories.failed(new Assignment(Map.of("width", 8)), Cause.Kind.ERROR);
    outside(histories);
    assertEquals(new Move.Resume(7), scheduler().next(histories.now()));
    assertEquals(new Move.Resume(7), scheduler().finish(histories.now()));
  }

  @Test
  void aSpaceThatIsEditedWhileTheSweepRunsIsFollowed() {
    Scheduler scheduler = scheduler();
    Histories histories = explored();
    int trial = outside(histories);
    assertEquals(new Verdict.Continue(), lastVerdict(scheduler, histories, trial));
    histories.edit(SearchSpace.of(IntParameter.uniform("width", 1, 9)));
    assertEquals(new Move.Start(), scheduler.next(histories.now()));
    histories.end(outside(histories), new TrialState.Completed(0.1));
    int worse = histories.start(new Assignment(Map.of("width", 2)));
    histories.report(worse, 40, 9);
    assertTrue(!(lastVerdict(scheduler, histories, worse) instanceof Verdict.Continue));
  }

  @Test
  void withSeveralObjectivesEveryTrialTrainsToItsEnd() {
    Objective loss = Objective.minimize("loss");
    Histories histories =
        new Histories(new Criteria(List.of(loss, Objective.minimize("size")), List.of()));
    int trial = CurveScenes.train(histories, 0.5, 40);
    assertEquals(new Verdict.Continue(), lastVerdict(scheduler(), histories, trial));
  }

  @Test
  void hugeLossesAndLongHistoriesAreDecidedOn() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 400; i++) {
      double x = (i * 0.618) % 1;
      int trial = histories.start(new Assignment(Map.of("x", x)));
      histories.report(trial, 20, i % 10 == 0 ? 1e300 : 1);
      histories.report(trial, 40, i % 17 == 0 ? 1e200 : CurveScenes.loss(x, 40));
      histories.end(trial, new TrialState.Paused(40));
    }
    assertTrue(!(scheduler().next(histories.now()) instanceof Move.Finish));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertEquals(
        "min_steps must be at least 1, but is 0. Maybe use 1.",
        refusal(OptionalLong.of(0), OptionalLong.empty()));
    assertEquals(
        "max_steps must be at least 11, but is 10. Maybe use 160.",
        refusal(OptionalLong.of(10), OptionalLong.of(10)));
  }

  private static String refusal(OptionalLong min, OptionalLong max) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> new SchedulerSpec.FreezeThaw(min, max))
            .getMessage());
  }
}
