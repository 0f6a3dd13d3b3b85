package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.TrialState;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AshaPromotionTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 2, OptionalLong.of(8));
  }

  /** Ten rungs; were a decision to look at all trials, this would take minutes. */
  @Test
  void tenThousandTrialsAreDecidedQuickly() {
    SchedulerSpec spec = new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 2, OptionalLong.of(1024));
    VirtualSweep sweep =
        new VirtualSweep(
            spec.create(SchedulerContract.SPACE),
            10_000,
            1024,
            (t, step) -> new SplittableRandom(t).nextDouble());
    sweep.run(4);
    assertEquals(10_000, sweep.history().trials().size());
    assertTrue(sweep.history().best().orElseThrow().state() instanceof TrialState.Completed);
  }
}
