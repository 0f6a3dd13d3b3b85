package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.TrialState;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class BohbSamplerTest extends ContinuousSamplerContract {
  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.uniform("x", 0, 1));

  @Override
  SamplerSpec spec() {
    return SamplerSpec.Bohb.standard();
  }

  /** Trials that pause at a step with losses |x - best|. */
  private static void pauses(Histories histories, int trials, long step, double best) {
    for (int i = 0; i < trials; i++) {
      double x = (i + 0.5) / trials;
      int trial = histories.start(new Assignment(Map.of("x", x)));
      histories.report(trial, step, Math.abs(x - best));
      histories.end(trial, new TrialState.Paused(step));
    }
  }

  /** How many of sixty suggestions lie near a point. */
  private long near(double point, Histories histories) {
    Sampler sampler = spec().create(LINE, OptionalInt.empty());
    long near = 0;
    for (int seed = 0; seed < 60; seed++) {
      double x = suggest(sampler, histories.now(), seed).orElseThrow().number("x");
      near += Math.abs(x - point) < 0.1 ? 1 : 0;
    }
    return near;
  }

  @Test
  void lateStepsOverruleEarlyOnesOnceEnoughTrialsAreThere() {
    Histories histories = Histories.minimizing();
    pauses(histories, 40, 1, 0.2);
    pauses(histories, 3, 9, 0.8);
    assertTrue(near(0.2, histories) >= 30, near(0.2, histories) + " of 60");
    pauses(histories, 30, 9, 0.8);
    assertTrue(near(0.8, histories) >= 30, near(0.8, histories) + " of 60");
    assertTrue(near(0.2, histories) <= 15, near(0.2, histories) + " of 60");
  }

  @Test
  void aThirdOfTheSuggestionsIsRandom() {
    Histories histories = Histories.minimizing();
    pauses(histories, 60, 1, 0.5);
    long elsewhere = 60 - near(0.5, histories);
    // Four fifths of the twenty that are random lie elsewhere, and few others.
    assertTrue(elsewhere >= 8 && elsewhere <= 28, elsewhere + " of 60");
  }

  @Test
  void candidatesAreChecked() {
    assertEquals(
        "candidates must be at least 1, but is 0. Maybe use 64.",
        assertThrows(IllegalArgumentException.class, () -> new SamplerSpec.Bohb(0)).getMessage());
  }
}
