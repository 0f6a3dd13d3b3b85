package io.attune.search.cma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.axes.Axis;
import io.attune.search.numeric.Gaussian;
import io.attune.space.IntParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarginTest {
  private static final Axis.Ordered AXIS = (Axis.Ordered) Axis.of(IntParameter.uniform("n", 1, 10));

  private static Swarm kept(double mean, double step) {
    Swarm swarm = new Swarm(Rates.of(1, 6), new double[] {mean}, step);
    new Margin(0.1).keep(swarm, 0, AXIS);
    return swarm;
  }

  @ParameterizedTest
  @CsvSource({"0.55, 1e-9", "0.59, 1e-3", "0.501, 1e-6", "0.55, 0.01"})
  void bothNeighboursKeepAProbability(double mean, double step) {
    Swarm swarm = kept(mean, step);
    double below = Gaussian.below((0.5 - swarm.mean(0)) / swarm.deviation(0));
    double above = Gaussian.below((swarm.mean(0) - 0.6) / swarm.deviation(0));
    assertTrue(below > 0.0499 && above > 0.0499, below + " " + above);
    assertEquals(5, AXIS.level(swarm.mean(0)));
  }

  @ParameterizedTest
  @CsvSource({"-3, 0.01", "0.02, 1e-6"})
  void theFirstValueIsLeftWithAProbability(double mean, double step) {
    Swarm swarm = kept(mean, step);
    assertEquals(0.1, Gaussian.below((swarm.mean(0) - 0.1) / swarm.deviation(0)), 1e-9);
    assertEquals(0, AXIS.level(swarm.mean(0)));
  }

  @Test
  void theLastValueIsLeftWithAProbability() {
    Swarm swarm = kept(0.98, 1e-4);
    assertEquals(0.1, Gaussian.below((0.9 - swarm.mean(0)) / swarm.deviation(0)), 1e-9);
  }

  @Test
  void aWideDistributionIsLeftAlone() {
    Swarm swarm = kept(0.53, 0.2);
    assertEquals(0.53, swarm.mean(0));
    assertEquals(0.2, swarm.deviation(0), 1e-12);
  }
}
