package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LiveHistoryTest {
  private static final Instant NOW = Instant.EPOCH;
  private final LiveHistory history = new LiveHistory(Objective.minimize("loss"));

  private static Event started(int trial) {
    return new TrialEvent.Started(trial, NOW, new Assignment(Map.of("x", trial)), 0);
  }

  private static Event reported(int trial, int attempt, long step, double loss) {
    return new TrialEvent.Reported(trial, NOW, attempt, step, Map.of("loss", loss));
  }

  private static Event ended(int trial, int attempt, TrialState state) {
    return new TrialEvent.Ended(trial, NOW, attempt, state);
  }

  private static TrialState failed(Cause.Kind kind) {
    return new TrialState.Failed(Cause.of(kind, "broken"));
  }

  private void fold(Event... events) {
    history.addAll(List.of(events));
  }

  private Optional<Integer> best() {
    assertEquals(history.snapshot().best(), history.best());
    return history.best().map(Trial::number);
  }

  @Test
  void aTrialsLifeIsFoldedEventByEvent() {
    fold(started(1));
    assertEquals(new TrialState.Running(), history.trial(1).state());
    fold(reported(1, 1, 1, 0.5), reported(1, 1, 2, 0.7));
    assertEquals(Optional.of(0.5), history.trial(1).score(history.objective()));
    assertEquals(2, history.trial(1).lastStep());
    fold(ended(1, 1, new TrialState.Completed(0.5)));
    assertEquals(new TrialState.Completed(0.5), history.trial(1).state());
    assertEquals(4, history.sequence());
  }

  @Test
  void eventsOfOlderAttemptsChangeNothing() {
    fold(started(1), reported(1, 1, 1, 0.5), new TrialEvent.Resumed(1, NOW, 2, 1));
    Trial before = history.trial(1);
    fold(reported(1, 1, 2, 0.1), ended(1, 1, failed(Cause.Kind.WORKER_DIED)));
    assertEquals(before, history.trial(1));
    assertEquals(5, history.sequence());
  }

  @Test
  void reportsAfterTheEndChangeNothing() {
    fold(started(1), reported(1, 1, 1, 0.5), ended(1, 1, new TrialState.Stopped(1, "slow")));
    fold(reported(1, 1, 2, 0.1));
    assertEquals(1, history.trial(1).lastStep());
  }

  @Test
  void resumingFromACheckpointVoidsWhatCameAfterIt() {
    fold(started(1), reported(1, 1, 1, 0.5), reported(1, 1, 2, 0.1), reported(1, 1, 3, 0.05));
    fold(new TrialEvent.Resumed(1, NOW, 2, 1));
    assertEquals(Optional.of(0.5), history.trial(1).score(history.objective()));
    fold(reported(1, 2, 2, 0.3));
    assertEquals(2, history.trial(1).curve("loss").size());
    assertEquals(Optional.of(1), best());
    assertEquals(0.3, history.loss(history.trial(1)).orElseThrow());
  }

  @Test
  void resumingFromScratchVoidsEverything() {
    fold(started(1), reported(1, 1, 1, 0.5), new TrialEvent.Resumed(1, NOW, 2, 0));
    assertTrue(history.trial(1).curves().isEmpty());
    assertEquals(Optional.empty(), best());
  }

  @Test
  void failedAndUnfinishedNumbersAreNeverBest() {
    fold(started(1), reported(1, 1, 1, Double.NaN));
    fold(started(2), reported(2, 1, 1, Double.POSITIVE_INFINITY));
    fold(started(3), reported(3, 1, 1, 0.1), ended(3, 1, failed(Cause.Kind.ERROR)));
    assertEquals(Optional.empty(), best());
    fold(started(4), reported(4, 1, 1, 1e300));
    assertEquals(Optional.of(4), best());
  }

  @Test
  void whenTheBestTrialFailsTheNextBestTakesItsPlace() {
    fold(started(1), reported(1, 1, 1, 0.1), started(2), reported(2, 1, 1, 0.2));
    assertEquals(Optional.of(1), best());
    fold(ended(1, 1, failed(Cause.Kind.WORKER_DIED)));
    assertEquals(Optional.of(2), best());
    fold(new TrialEvent.Resumed(1, NOW, 2, 1));
    assertEquals(Optional.of(1), best());
  }

  @Test
  void theEarlierOfEqualTrialsIsBest() {
    fold(started(1), started(2), reported(2, 1, 1, 0.2), reported(1, 1, 1, 0.2));
    assertEquals(Optional.of(1), best());
  }

  @Test
  void maximizingTurnsScoresIntoLosses() {
    LiveHistory up = new LiveHistory(Objective.maximize("loss"));
    up.addAll(List.of(started(1), reported(1, 1, 1, 0.4), reported(1, 1, 2, 0.3)));
    up.addAll(List.of(started(2), reported(2, 1, 1, 0.6)));
    assertEquals(2, up.best().orElseThrow().number());
    assertEquals(-0.4, up.loss(up.trial(1)).orElseThrow());
  }

  @Test
  void snapshotsDoNotSeeWhatComesLater() {
    fold(started(1), reported(1, 1, 1, 0.5), ended(1, 1, new TrialState.Completed(0.5)));
    fold(started(2), reported(2, 1, 1, 0.7));
    History snapshot = history.snapshot();
    fold(reported(2, 1, 2, 0.1), ended(2, 1, new TrialState.Completed(0.1)), started(3));
    assertEquals(2, snapshot.trials().size());
    assertEquals(5, snapshot.sequence());
    assertEquals(1, snapshot.trial(2).curve("loss").size());
    assertEquals(1, snapshot.best().orElseThrow().number());
    assertEquals(List.of(0.5), snapshot.lossesAt(1));
    assertEquals(List.of(0.5, 0.7), history.lossesAt(1));
  }

  @Test
  void lossesAtAStepAreTheBestSoFarOfCompletedTrialsThatReportedThere() {
    fold(started(1), reported(1, 1, 1, 3), reported(1, 1, 2, 5), reported(1, 1, 4, 1));
    fold(started(2), reported(2, 1, 2, 4), ended(2, 1, new TrialState.Completed(4)));
    assertEquals(List.of(4.0), history.lossesAt(2));
    fold(ended(1, 1, new TrialState.Completed(1)));
    assertEquals(List.of(3.0, 4.0), history.lossesAt(2));
    assertEquals(List.of(), history.lossesAt(3));
    assertEquals(List.of(1.0), history.lossesAt(4));
  }

  @Test
  void randomHistoriesTellTheSameLiveAndAsSnapshots() {
    for (int seed = 0; seed < 20; seed++) {
      LiveHistory live = new LiveHistory(Objective.minimize("loss"));
      for (Event event : randomEvents(new SplittableRandom(seed))) {
        live.add(event);
        assertEquals(live.snapshot().best(), live.best());
        milestones().forEach(m -> assertSame(live.snapshot().rung(m), live.rung(m), live));
      }
      for (long step = 1; step < 12; step++) {
        assertEquals(live.snapshot().lossesAt(step), live.lossesAt(step));
      }
    }
  }

  private static List<Milestone> milestones() {
    return List.of(
        Milestone.steps(1, 3),
        Milestone.steps(3, Long.MAX_VALUE).ofTrials(2, 5),
        new Milestone(1, 9, 2, 3, Milestone.Unit.REPORTS, Milestone.Measure.LAST));
  }

  private static void assertSame(Rung expected, Rung actual, History history) {
    assertEquals(expected.size(), actual.size());
    assertEquals(expected.firstPaused(), actual.firstPaused());
    for (Trial trial : history.trials()) {
      int number = trial.number();
      assertEquals(expected.has(number), actual.has(number));
      if (expected.has(number)) {
        assertEquals(expected.place(number), actual.place(number));
        assertEquals(expected.standing(number).rank(), actual.standing(number).rank());
        assertEquals(expected.standing(number).loss(), actual.standing(number).loss());
      }
    }
  }

  private static List<Event> randomEvents(SplittableRandom random) {
    List<Event> events = new ArrayList<>();
    int[] attempts = new int[100];
    long[] steps = new long[100];
    for (int i = 0, trials = 0; i < 150; i++) {
      int trial = trials == 0 ? 0 : 1 + random.nextInt(trials);
      switch (trial == 0 ? 0 : random.nextInt(6)) {
        case 0 -> {
          events.add(started(++trials));
          attempts[trials] = 1;
        }
        case 1, 2, 3 -> events.add(reported(trial, attempts[trial], ++steps[trial], value(random)));
        case 4 -> events.add(ended(trial, attempts[trial], state(random)));
        default -> {
          steps[trial] = Math.min(steps[trial], random.nextInt(4));
          events.add(new TrialEvent.Resumed(trial, NOW, ++attempts[trial], steps[trial]));
        }
      }
    }
    return events;
  }

  private static double value(SplittableRandom random) {
    return random.nextInt(8) == 0 ? Double.NaN : random.nextInt(9);
  }

  private static TrialState state(SplittableRandom random) {
    return List.of(
            new TrialState.Completed(0),
            new TrialState.Completed(0),
            new TrialState.Paused(1),
            failed(Cause.Kind.ERROR))
        .get(random.nextInt(4));
  }

  @Test
  void trialsThatNeverStartedAreRefused() {
    assertEquals(
        "event for trial 2, but expected trial 0.",
        assertThrows(IllegalArgumentException.class, () -> fold(reported(2, 1, 1, 0)))
            .getMessage());
    assertEquals(
        "event for trial 3, but expected trial 1.",
        assertThrows(IllegalArgumentException.class, () -> fold(started(3))).getMessage());
  }

  @Test
  void startingFromScratchVoidsStepZeroToo() {
    fold(started(1), reported(1, 1, 0, 0.5), ended(1, 1, failed(Cause.Kind.WORKER_DIED)));
    fold(new TrialEvent.Resumed(1, NOW, 2, 0));
    assertEquals(Map.of(), history.trial(1).curves());
    fold(reported(1, 2, 0, 0.7));
    assertEquals(Optional.of(0.7), history.trial(1).score(history.objective()));
  }

  @Test
  void whatIsLoggedBesideReportsNeitherEndsTheTrialNorCountsItsSteps() {
    LiveHistory history = new LiveHistory(Objective.minimize("loss"));
    Instant now = Instant.EPOCH;
    history.add(new TrialEvent.Started(1, now, new Assignment(Map.of()), 0));
    history.add(
        new TrialEvent.Recorded(
            1, now, List.of(new Reading("rate", 900, 1, 0.5), new Reading("rate", 901, 2, 0.25))));
    history.add(new TrialEvent.Reported(1, now, 1, 2, Map.of("loss", 0.5, "rate", 7.0)));
    history.add(new TrialEvent.Reported(1, now, 1, 3, Map.of("loss", 0.25, "rate", 8.0)));
    Trial trial = history.trial(1);
    assertEquals(3, trial.lastStep());
    assertEquals(2, trial.curve("loss").size());
    assertEquals(0.25, trial.curve("rate").last());
  }
}
