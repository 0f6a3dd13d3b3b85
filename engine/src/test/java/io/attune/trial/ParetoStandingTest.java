package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ParetoStandingTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final Milestone FIRST = Milestone.steps(1, 3);

  private final LiveHistory history =
      new LiveHistory(
          new Criteria(
              List.of(Objective.minimize("a"), Objective.minimize("b")),
              List.of(Constraint.atMost("c", 1))));

  private int report(long step, double a, double b, double c) {
    int trial = history.trials().size() + 1;
    history.add(new TrialEvent.Started(trial, NOW, new Assignment(Map.of("x", trial)), 0));
    report(trial, step, a, b, c);
    return trial;
  }

  private void report(int trial, long step, double a, double b, double c) {
    history.add(new TrialEvent.Reported(trial, NOW, 1, step, Map.of("a", a, "b", b, "c", c)));
  }

  private void end(int trial, TrialState state) {
    history.add(new TrialEvent.Ended(trial, NOW, 1, state));
  }

  private List<Integer> order(Rung rung) {
    return history.trials().stream()
        .map(Trial::number)
        .filter(rung::has)
        .sorted(Comparator.comparingInt(rung::place))
        .toList();
  }

  @Test
  void aRungIsOrderedByDominationSpreadAndViolation() {
    report(1, 0, 9, 0); // an end of the front, the best in the first objective
    report(1, 0.5, 8.5, 0); // beside it
    report(1, 9, 0, 0); // the other end
    report(1, 4, 4, 0); // its middle
    report(1, 9, 9, 0); // dominated
    report(1, 0, 0, 3); // infeasible
    report(1, 5, 5, 2); // less so
    assertEquals(List.of(1, 3, 4, 2, 5, 7, 6), order(history.rung(FIRST)));
    Standing middle = history.rung(FIRST).standing(4);
    assertEquals(2, middle.rank());
    assertTrue(middle.isAmongBest(0.5));
    assertFalse(history.rung(FIRST).standing(2).isAmongBest(0.5));
  }

  @Test
  void equalOutcomesStandEqual() {
    report(1, 1, 2, 0);
    report(1, 1, 2, 0);
    report(1, 5, 5, 0);
    Rung rung = history.rung(FIRST);
    assertEquals(0, rung.standing(1).rank());
    assertEquals(0, rung.standing(2).rank());
    assertEquals(2, rung.standing(3).rank());
    assertEquals(1, rung.place(2));
  }

  @Test
  void whatComesAfterTheMilestoneDoesNotMatterThere() {
    int late = report(1, 5, 5, 0);
    report(1, 4, 4, 0);
    history.rung(FIRST).place(late);
    report(late, 3, 0, 0, 0);
    assertEquals(List.of(2, 1), order(history.rung(FIRST)));
    assertEquals(List.of(1), order(history.rung(Milestone.steps(3, 9))));
  }

  @Test
  void theBestPausedTrialIsResumedFirst() {
    end(report(1, 5, 5, 0), new TrialState.Paused(1));
    end(report(1, 2, 2, 5), new TrialState.Paused(1));
    end(report(1, 4, 4, 0), new TrialState.Paused(1));
    report(1, 1, 1, 0);
    assertEquals(Optional.of(3), history.rung(FIRST).firstPaused());
  }

  @Test
  void aRunningTrialIsComparedWithCompletedOnes() {
    for (int i = 1; i <= 4; i++) {
      end(report(1, i, i, 0), new TrialState.Completed(i));
    }
    int good = report(1, 0, 9, 0);
    int middling = report(1, 2.5, 2.5, 0);
    int infeasible = report(1, 0, 0, 9);
    assertEquals(4, history.standing(good, 1).size());
    assertTrue(history.standing(good, 1).loss() < history.standing(good, 1).quantile(0.5));
    assertEquals(2, history.standing(middling, 1).rank());
    assertEquals(4, history.standing(infeasible, 1).rank());
  }

  @Test
  void aRungTellsTheSameKeptUpAndMadeAnew() {
    SplittableRandom random = new SplittableRandom(3);
    List<Integer> running = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (running.isEmpty() || random.nextInt(3) == 0) {
        running.add(report(1, random.nextInt(9), random.nextInt(9), random.nextInt(3)));
      } else {
        int trial = running.remove(random.nextInt(running.size()));
        end(
            trial,
            random.nextInt(4) == 0
                ? new TrialState.Failed(Cause.of(Cause.Kind.ERROR, "broken"))
                : new TrialState.Paused(1));
      }
      assertEquals(order(history.snapshot().rung(FIRST)), order(history.rung(FIRST)));
      assertEquals(history.snapshot().rung(FIRST).firstPaused(), history.rung(FIRST).firstPaused());
    }
  }
}
