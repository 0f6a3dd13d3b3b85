package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class CriteriaTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static final Criteria TRADE_OFF =
      new Criteria(
          List.of(Objective.maximize("accuracy"), Objective.minimize("size")),
          List.of(Constraint.atMost("latency", 20)));

  private static final Criteria LIMITED =
      new Criteria(List.of(Objective.minimize("loss")), List.of(Constraint.atMost("latency", 20)));

  private LiveHistory history = new LiveHistory(TRADE_OFF);

  private int start() {
    int number = history.trials().size() + 1;
    history.add(new TrialEvent.Started(number, NOW, new Assignment(Map.of("x", number)), 0));
    return number;
  }

  private void report(int trial, long step, Map<String, Double> metrics) {
    history.add(new TrialEvent.Reported(trial, NOW, 1, step, metrics));
  }

  private void end(int trial, TrialState state) {
    history.add(new TrialEvent.Ended(trial, NOW, 1, state));
  }

  private int trial(double accuracy, double size, double latency) {
    int trial = start();
    report(trial, 1, Map.of("accuracy", accuracy, "size", size, "latency", latency));
    end(trial, new TrialState.Completed(accuracy));
    return trial;
  }

  private int limited(double loss, double latency) {
    int trial = start();
    report(trial, 1, Map.of("loss", loss, "latency", latency));
    return trial;
  }

  private Optional<Integer> best() {
    assertEquals(history.best(), history.snapshot().best());
    return history.best().map(Trial::number);
  }

  private List<Integer> front() {
    return history.front().trials().stream().map(Trial::number).toList();
  }

  @Test
  void withSeveralObjectivesATrialCountsWithItsLatestValues() {
    int trial = start();
    report(trial, 1, Map.of("accuracy", 0.9, "size", 10.0, "latency", 5.0));
    report(trial, 2, Map.of("accuracy", 0.7));
    assertEquals(
        Optional.of(new Outcome(List.of(0.7, 10.0), List.of(5.0), 0)),
        history.outcome(history.trial(trial)));
    assertEquals(
        Optional.of(new Outcome(List.of(0.9, 10.0), List.of(5.0), 0)),
        TRADE_OFF.outcomeAt(history.trial(trial), 1));
  }

  @Test
  void aTrialThatLacksAnObjectiveHasNoOutcomeYet() {
    int trial = start();
    report(trial, 1, Map.of("accuracy", 0.9));
    assertEquals(Optional.empty(), history.outcome(history.trial(trial)));
    report(trial, 2, Map.of("size", 3.0));
    assertTrue(history.outcome(history.trial(trial)).isPresent());
    end(trial, new TrialState.Failed(Cause.of(Cause.Kind.ERROR, "broken")));
    assertEquals(Optional.empty(), history.outcome(history.trial(trial)));
    assertEquals(List.of(), front());
  }

  @Test
  void theFrontHasTheFeasibleTrialsThatNoneDominatesTheBestInTheFirstObjectiveFirst() {
    trial(0.5, 10, 1);
    trial(0.9, 30, 1);
    trial(0.8, 40, 1); // dominated by 2
    trial(0.7, 20, 20); // at its limit
    trial(1.0, 1, 21); // infeasible
    trial(0.9, 30, 1); // as good as 2
    assertEquals(List.of(2, 6, 4, 1), front());
    assertEquals(Optional.of(2), best());
  }

  @Test
  void theHypervolumeIsMeasuredFromTheGivenReference() {
    history =
        new LiveHistory(
            new Criteria(
                List.of(
                    Objective.maximize("accuracy").reference(0),
                    Objective.minimize("size").reference(100)),
                List.of()));
    trial(0.5, 10, 1);
    trial(0.9, 30, 1);
    Front front = history.front();
    assertTrue(front.given());
    assertEquals(List.of(0.0, 100.0), front.reference());
    assertEquals(0.5 * 90 + 0.4 * 70, front.hypervolume(), 1e-12);
  }

  @Test
  void withoutAReferenceItIsATenthOfTheRangePastTheWorst() {
    trial(0.5, 10, 1);
    trial(0.9, 30, 1);
    trial(0.4, 40, 1);
    trial(0.0, 90, 50); // infeasible trials do not count
    Front front = history.front();
    assertFalse(front.given());
    assertEquals(0.35, front.reference().get(0), 1e-12);
    assertEquals(43, front.reference().get(1), 1e-12);
    assertEquals(0.15 * 33 + 0.4 * 13, front.hypervolume(), 1e-12);
  }

  @Test
  void withoutFeasibleTrialsTheFrontIsEmptyAndTheLeastViolationIsBest() {
    trial(0.9, 1, 40);
    trial(0.1, 9, 25);
    int silent = start();
    report(silent, 1, Map.of("accuracy", 1.0, "size", 0.0));
    assertEquals(List.of(), front());
    assertEquals(0, history.front().hypervolume());
    assertEquals(Optional.of(2), best());
    assertEquals(INF, history.outcome(history.trial(silent)).orElseThrow().violation());
  }

  @Test
  void aBetterValueThatBreaksAConstraintIsNotTheBest() {
    history = new LiveHistory(LIMITED);
    limited(0.1, 30);
    assertEquals(Optional.of(1), best());
    limited(0.5, 19);
    assertEquals(Optional.of(2), best());
    limited(0.4, Double.NaN);
    assertEquals(Optional.of(2), best());
    limited(0.3, 20);
    assertEquals(Optional.of(4), best());
    assertEquals(List.of(4), front());
  }

  @Test
  void withOneObjectiveATrialCountsWithTheBestValueItHadWhileItWasFeasible() {
    history = new LiveHistory(LIMITED);
    int trial = start();
    report(trial, 1, Map.of("loss", 0.2));
    report(trial, 2, Map.of("loss", 0.5, "latency", 10.0));
    report(trial, 3, Map.of("loss", 0.4));
    report(trial, 4, Map.of("loss", 0.1, "latency", 21.0));
    Trial now = history.trial(trial);
    assertEquals(0.4, history.loss(now).orElseThrow());
    assertEquals(INF, LIMITED.outcomeAt(now, 1).orElseThrow().violation());
    assertEquals(0.5, LIMITED.outcomeAt(now, 2).orElseThrow().first());
  }

  @Test
  void aConstraintMeasuredAfterTheLastReportStillCounts() {
    history = new LiveHistory(LIMITED);
    int trial = start();
    report(trial, 1, Map.of("loss", 0.2));
    report(trial, 2, Map.of("loss", 0.3));
    report(trial, 3, Map.of("latency", 12.0));
    assertEquals(
        Optional.of(new Outcome(List.of(0.3), List.of(12.0), 0)),
        history.outcome(history.trial(trial)));
  }

  @Test
  void aTrialThatNeverKeepsItsConstraintsCountsWhereItBrokeThemLeast() {
    history = new LiveHistory(LIMITED);
    int trial = start();
    report(trial, 1, Map.of("loss", 0.2, "latency", 30.0));
    report(trial, 2, Map.of("loss", 0.9, "latency", 22.0));
    report(trial, 3, Map.of("loss", 0.1, "latency", 50.0));
    Outcome outcome = history.outcome(history.trial(trial)).orElseThrow();
    assertEquals(0.9, outcome.first());
    assertEquals(0.1, outcome.violation(), 1e-12);
  }

  @Test
  void violationsAreSharesOfTheLimit() {
    assertEquals(0.5, Constraint.atMost("m", 20).violation(30));
    assertEquals(0.25, Constraint.atLeast("m", -4).violation(-5));
    assertEquals(3, Constraint.atMost("m", 0).violation(3));
    assertEquals(0, Constraint.atLeast("m", 1).violation(1));
    assertEquals(INF, Constraint.atLeast("m", 1).violation(Double.NaN));
    assertTrue(Constraint.atMost("m", 1e300).violation(Math.nextUp(1e300)) > 0);
  }

  @Test
  void criteriaThatMakeNoSenseAreRefused() {
    assertRefused(
        "m is the metric of an objective twice. Remove one of the two.",
        () -> new Criteria(List.of(Objective.minimize("m"), Objective.maximize("m")), List.of()));
    assertRefused(
        "m is the metric of a constraint twice. Remove one of the two.",
        () ->
            new Criteria(
                List.of(Objective.minimize("m")),
                List.of(Constraint.atMost("m", 1), Constraint.atLeast("m", 0))));
    assertRefused(
        "a sweep needs an objective. Maybe minimize val_loss.",
        () -> new Criteria(List.of(), List.of()));
    assertRefused(
        "m: min 2.0 is above max 1.0, so no value would do. Maybe swap them.",
        () -> new Constraint("m", OptionalDouble.of(2), OptionalDouble.of(1)));
    assertRefused(
        "m: a constraint needs min or max, but has neither. Maybe max 20.",
        () -> new Constraint("m", OptionalDouble.empty(), OptionalDouble.empty()));
    assertRefused(
        "m: the limit NaN is not finite. Maybe leave it out.",
        () -> Constraint.atMost("m", Double.NaN));
    assertRefused(
        "m: the reference Infinity is not finite. Maybe leave it out.",
        () -> Objective.minimize("m").reference(INF));
  }

  private static void assertRefused(String message, Runnable making) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, making::run).getMessage());
  }
}
