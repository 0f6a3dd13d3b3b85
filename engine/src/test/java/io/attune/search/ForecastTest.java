package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.trial.Cause;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  private static final Assignment ANY = new Assignment(Map.of("x", 0.5));

  private static Histories histories(int trials, IntToDoubleFunction loss) {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < trials; i++) {
      histories.completed(ANY, loss.applyAsDouble(i));
    }
    return histories;
  }

  private static Forecast forecast(int trials, IntToDoubleFunction loss) {
    return Forecast.of(histories(trials, loss).now()).orElseThrow();
  }

  @Test
  void thereIsNoneOfFewTrials() {
    Histories histories = histories(19, i -> i);
    histories.failed(ANY, Cause.Kind.ERROR);
    histories.report(histories.start(ANY), 1, 0.1);
    assertEquals(Optional.empty(), Forecast.of(histories.now()));
  }

  @Test
  void steadyProgressIsExpectedToGoOn() {
    assertEquals(new Forecast(1, 5, 20), forecast(20, i -> 100 - i));
  }

  /** Fifteen of the numbers from 1 to 20 have 21/16 for their expected minimum. */
  @Test
  void elsewiseItIsWhatAnyOtherOrderWouldHaveBrought() {
    Forecast forecast = forecast(20, i -> i + 1);
    assertEquals((21 / 16.0 - 1) / 5, forecast.perTrial(), 1e-12);
  }

  @Test
  void nothingIsExpectedOfTrialsThatAreAllAlike() {
    assertEquals(0, forecast(60, i -> 0.5).perTrial());
  }

  /** Many ties at the best: that all of them fall among the last is possible, and no matter. */
  @Test
  void nextToNothingIsNothing() {
    assertEquals(0, forecast(40, i -> i < 10 ? 0 : i).perTrial());
    assertTrue(forecast(40, i -> i < 2 ? 0 : i).perTrial() > 0);
  }

  @Test
  void anOldBestThatNobodyComesNearIsNotForgotten() {
    Forecast forecast = forecast(100, i -> i == 3 ? 0 : 5 + i % 7);
    assertEquals(5 * 0.25 / 25, forecast.perTrial(), 1e-12);
    assertEquals(100, forecast.window());
  }

  @Test
  void hugeLossesDoNotDrownIt() {
    assertTrue(forecast(40, i -> i % 4 == 0 ? 1e300 : i % 5).perTrial() < 1);
  }

  /** Draws of one distribution: the truth is known, and the forecast is not below it on average. */
  @Test
  void forDrawsThatAreAlikeItIsTooHighRatherThanTooLow() {
    SplittableRandom random = new SplittableRandom(5);
    double forecasts = 0;
    double truth = 0;
    for (int run = 0; run < 400; run++) {
      double[] losses = random.doubles(50).toArray();
      Forecast forecast = forecast(40, i -> losses[i]);
      double best = java.util.Arrays.stream(losses).limit(40).min().orElseThrow();
      double later = java.util.Arrays.stream(losses).min().orElseThrow();
      forecasts += forecast.perTrial();
      truth += (best - later) / 10;
    }
    assertTrue(forecasts >= truth, forecasts + " < " + truth);
    assertTrue(forecasts < 4 * truth, forecasts + " is far above " + truth);
  }
}
