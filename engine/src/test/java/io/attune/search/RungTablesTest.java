package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.trial.Milestone;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What rung schedulers do, on virtual time: for each trial the steps of every attempt, and how it
 * ends. Trials would train for 10 steps.
 */
final class RungTablesTest {
  /** Losses of the first nine trials; they keep their order at every step. Trial 5 is the best. */
  private static final int[] LOSSES = {4, 7, 2, 8, 1, 6, 9, 3, 5};

  private static double loss(int trial, long step) {
    return LOSSES[(trial - 1) % 9] + (trial - 1) / 9 * 0.01 + 1.0 / step;
  }

  private static String table(SchedulerSpec spec, int trials, int workers) {
    return new VirtualSweep(spec.create(SchedulerContract.SPACE), trials, 10, RungTablesTest::loss)
        .run(workers)
        .table();
  }

  @Test
  void stoppingEndsWhoIsNotAmongTheBestOfThoseBefore() {
    assertEquals(
        """
         1: 1-10 completed
         2: 1 stopped
         3: 1-10 completed
         4: 1 stopped
         5: 1-10 completed
         6: 1 stopped
         7: 1 stopped
         8: 1 stopped
         9: 1 stopped
        """,
        table(new RungSpec.Asha(RungSpec.Mode.STOPPING, 1, 3, OptionalLong.empty()), 9, 1));
  }

  @Test
  void promotionGoesOnWithWhoTurnsOutToBeAmongTheBest() {
    assertEquals(
        """
         1: 1 paused
         2: 1 paused
         3: 1-3 paused
         4: 1 paused
         5: 1-3 | 4-9 | 10 completed
         6: 1 paused
         7: 1 paused
         8: 1 | 2-3 paused
         9: 1 paused
        """,
        table(new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 3, OptionalLong.empty()), 9, 1));
  }

  @Test
  void nobodyIsPausedWhereTrialsEndByThemselves() {
    assertEquals(
        """
         1: 1 paused
         2: 1 paused
         3: 1-3 paused
         4: 1 paused
         5: 1-3 | 4-10 completed
         6: 1 paused
         7: 1 paused
         8: 1 | 2-3 paused
         9: 1 paused
        """,
        table(new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 3, OptionalLong.of(9)), 9, 3));
  }

  @Test
  void halvingWaitsUntilAllHaveArrived() {
    assertEquals(
        """
         1: 1 paused
         2: 1 paused
         3: 1 | 2-3 paused
         4: 1 paused
         5: 1 | 2-3 | 4-10 completed
         6: 1 paused
         7: 1 paused
         8: 1 | 2-3 paused
         9: 1 paused
        """,
        table(new RungSpec.SuccessiveHalving(9, 1, 3), 9, 1));
  }

  @Test
  void aGroupThatCannotBeFilledIsHalvedAsItIs() {
    assertEquals(
        """
         1: 1 paused
         2: 1 paused
         3: 1 | 2-3 paused
         4: 1 paused
         5: 1 | 2-3 | 4-10 completed
         6: 1 paused
         7: 1 paused
         8: 1 | 2-3 paused
         9: 1 paused
        10: 1 paused
        11: 1 paused
        12: 1 | 2-3 | 4-10 completed
        """,
        table(new RungSpec.SuccessiveHalving(9, 1, 3), 12, 4));
  }

  /**
   * Nine trials from step 1, five from step 3, three in full: Li et al. 2018, table 1, with R 9.
   */
  @Test
  void hyperbandStartsFewerTrialsFurtherUp() {
    assertEquals(
        """
         1: 1 paused
         2: 1 paused
         3: 1 | 2-3 paused
         4: 1 paused
         5: 1 | 2-3 | 4-10 completed
         6: 1 paused
         7: 1 paused
         8: 1 | 2-3 paused
         9: 1 paused
        10: 1-3 paused
        11: 1-3 paused
        12: 1-3 paused
        13: 1-3 paused
        14: 1-3 | 4-10 completed
        15: 1-10 completed
        16: 1-10 completed
        17: 1-10 completed
        """,
        table(new RungSpec.Hyperband(1, 9, 3), 17, 1));
  }

  /** One more than a third passes, and whoever falls behind later ends later: see trial 1. */
  @Test
  void bandsAreJudgedAtEveryReport() {
    assertEquals(
        """
         1: 1-5 stopped
         2: 1 stopped
         3: 1-10 completed
         4: 1 stopped
         5: 1-10 completed
         6: 1 stopped
         7: 1 stopped
         8: 1-3 stopped
         9: 1 stopped
        """,
        table(new RungSpec.Bands(1, OptionalInt.empty(), 3, Milestone.Measure.BEST), 9, 2));
  }
}
