package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.pareto.Hypervolume;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GainTest {
  private static final double[][] FRONT = {{0, 3}, {1, 1.5}, {2.5, 1.4}, {3, 0}};
  private static final double[] REFERENCE = {4, 4};

  private static double log(Gain gain, double[] means, double... deviations) {
    return gain.of(means, deviations, new double[means.length], new double[means.length]);
  }

  private static double sampled(
      double[][] front, double[] reference, double[] means, double[] deviations) {
    Random random = new Random(7);
    double before = Hypervolume.of(front, reference);
    double[][] all = new double[front.length + 1][];
    System.arraycopy(front, 0, all, 0, front.length);
    double sum = 0;
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      double[] outcome = new double[means.length];
      for (int k = 0; k < outcome.length; k++) {
        outcome[k] = means[k] + deviations[k] * random.nextGaussian();
      }
      all[front.length] = outcome;
      sum += Hypervolume.of(all, reference) - before;
    }
    return sum / draws;
  }

  /** By central differences. */
  private static void checkShares(Gain gain, double[] means, double[] deviations) {
    double[] byMean = new double[means.length];
    double[] byDeviation = new double[means.length];
    gain.of(means, deviations, byMean, byDeviation);
    for (int k = 0; k < means.length; k++) {
      double h = 1e-5;
      double[] up = means.clone();
      double[] down = means.clone();
      up[k] += h;
      down[k] -= h;
      double slope = (log(gain, up, deviations) - log(gain, down, deviations)) / (2 * h);
      assertEquals(slope, byMean[k], 1e-5 * Math.max(1, Math.abs(slope)));
      double[] wide = deviations.clone();
      double[] narrow = deviations.clone();
      wide[k] += h;
      narrow[k] -= h;
      double spread = (log(gain, means, wide) - log(gain, means, narrow)) / (2 * h);
      assertEquals(spread, byDeviation[k], 1e-5 * Math.max(1, Math.abs(spread)));
    }
  }

  @Test
  void theGainOfTwoLossesIsTheMeanHypervolumeThatIsWon() {
    Gain gain = new StripGain(FRONT, REFERENCE);
    double[][] means = {{0.5, 0.5}, {2, 2}, {-1, 3.5}, {3.9, -0.5}, {5, 5}};
    for (double[] mean : means) {
      double[] deviations = {0.7, 1.1};
      double expected = sampled(FRONT, REFERENCE, mean, deviations);
      assertEquals(expected, Math.exp(log(gain, mean, deviations)), 0.02 * expected + 1e-3);
    }
  }

  @Test
  void withoutAFrontAllBelowTheReferenceIsWon() {
    Gain gain = new StripGain(new double[0][], REFERENCE);
    assertEquals(Math.log(4 * 3), log(gain, new double[] {0, 1}, 1e-6, 1e-6), 1e-9);
  }

  @Test
  void farFromTheFrontTheGainKeepsItsOrderAndSlope() {
    Gain gain = new StripGain(FRONT, REFERENCE);
    double before = Double.POSITIVE_INFINITY;
    for (double far = 5; far < 1e4; far *= 3) {
      double value = log(gain, new double[] {far, far}, 0.1, 0.1);
      assertTrue(value < before && Double.isFinite(value), far + ": " + value);
      before = value;
    }
  }

  @Test
  void sharesAreDerivatives() {
    double[][] means = {{0.5, 0.5}, {2, 2}, {9, 9}, {1, 1.5}};
    double[][] front3 = {{0, 3, 1}, {1, 1.5, 2}, {3, 0, 0}};
    Gain three =
        RegionGain.beyond(front3, new double[] {-1, -1, -1}, new double[] {4, 4, 4}, new Random(1));
    for (double[] mean : means) {
      checkShares(new StripGain(FRONT, REFERENCE), mean, new double[] {0.7, 1.1});
      checkShares(new ImprovementGain(0.3), new double[] {mean[0]}, new double[] {0.4});
      checkShares(three, new double[] {mean[0], mean[1], 1}, new double[] {0.5, 0.8, 1});
    }
  }

  @Test
  void theGainOfManyLossesOrdersPointsAsTheMeanHypervolumeDoes() {
    double[][] front = {{0, 3, 1}, {1, 1.5, 2}, {3, 0, 0}};
    double[] reference = {4, 4, 4};
    double[] ideal = {-2, -2, -2};
    Gain gain = RegionGain.beyond(front, ideal, reference, new Random(1));
    double box = 6 * 6 * 6;
    // What is still to be won, as a share of the box from which places were drawn.
    double region = 1 - Hypervolume.of(front, reference) / box;
    double[][] means = {{0.5, 0.5, 0.5}, {2, 2, 2}, {0.5, 2, 0.5}, {2.5, 0.5, 1}};
    for (double[] mean : means) {
      double[] deviations = {0.5, 0.5, 0.5};
      double expected = sampled(front, reference, mean, deviations);
      double found = Math.exp(log(gain, mean, deviations)) * box * region;
      // A mean over 256 random places: right to a factor, which is enough to choose by.
      assertEquals(0, Math.log(found / expected), 0.6);
    }
  }

  @Test
  void theLogOfTheNormalProbabilityIsExactFarInTheTail() {
    // scipy.special.log_ndtr at -40, -3 and 1
    assertEquals(-804.6084420137539, Normal.logCumulative(-40), 1e-9);
    assertEquals(-6.60772622151035, Normal.logCumulative(-3), 1e-12);
    assertEquals(-0.1727537790234499, Normal.logCumulative(1), 1e-12);
  }
}
