package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GaussianProcessTest {
  private static final InputWarp WARP =
      new InputWarp(
          new Features(new boolean[] {false, false, true}, new int[] {1}),
          new double[] {1, 0.6, 1},
          new double[] {1, 1.4, 1});
  private static final Hyperparameters H =
      new Hyperparameters(new double[] {0.4, 0.7, 1.2}, 1.5, 1e-4, WARP);
  private static final List<double[]> ROWS = rows(12, 1);
  private static final double[] Y =
      ROWS.stream().mapToDouble(r -> Math.cos(4 * r[0]) + r[1] - 0.3 * r[2]).toArray();

  private static List<double[]> rows(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, size)
        .mapToObj(i -> new double[] {random.nextDouble(), random.nextDouble(), random.nextInt(3)})
        .toList();
  }

  private static GaussianProcess process(List<double[]> pending, int outcomes) {
    return GaussianProcess.of(H, ROWS, Y, pending, outcomes, new SplittableRandom(4));
  }

  private static GaussianProcess.Prediction predict(GaussianProcess process, double[] point) {
    return process.predict(Points.of(List.of(point), 3));
  }

  @Test
  void passesThroughWhatItHasSeen() {
    GaussianProcess process = process(List.of(), 1);
    for (int i = 0; i < Y.length; i++) {
      GaussianProcess.Prediction at = predict(process, ROWS.get(i));
      assertEquals(Y[i], at.means()[0][0], 1e-2);
      assertTrue(at.deviations()[0] < 2e-2);
    }
  }

  @Test
  void knowsLittleFarAway() {
    double far = predict(process(List.of(), 1), new double[] {9, -9, 7}).deviations()[0];
    assertEquals(Math.sqrt(1.5), far, 1e-6);
  }

  @Test
  void oneByOneAndManyPredictTheSame() {
    GaussianProcess process = process(rows(3, 8), 5);
    for (double[] point : rows(6, 2)) {
      GaussianProcess.Prediction many = predict(process, point);
      GaussianProcess.LocalPrediction one = process.at(point);
      assertEquals(many.deviations()[0], one.deviation(), 1e-9);
      for (int o = 0; o < 5; o++) {
        assertEquals(many.means()[o][0], one.mean(o), 1e-9);
      }
    }
  }

  @Test
  void runningTrialsTakeAwayUncertainty() {
    double[] point = {0.9, 0.05, 1};
    double before = predict(process(List.of(), 1), point).deviations()[0];
    double after = predict(process(List.of(point), 4), point).deviations()[0];
    assertTrue(after < 0.1 * before);
  }

  @Test
  void imaginedOutcomesFollowThePosterior() {
    double[] point = {0.9, 0.05, 1};
    GaussianProcess.Prediction posterior = predict(process(List.of(), 1), point);
    int outcomes = 4000;
    GaussianProcess.Prediction imagined = predict(process(List.of(point), outcomes), point);
    double mean = 0;
    double square = 0;
    for (double[] outcome : imagined.means()) {
      mean += outcome[0] / outcomes;
      square += outcome[0] * outcome[0] / outcomes;
    }
    assertEquals(
        posterior.means()[0][0], mean, 4 * posterior.deviations()[0] / Math.sqrt(outcomes));
    assertEquals(posterior.deviations()[0], Math.sqrt(square - mean * mean), 0.02);
  }

  @Test
  void aTrialThatRunsTwiceDoesNoHarm() {
    double[] point = {0.5, 0.5, 0};
    GaussianProcess process = process(List.of(point, point, ROWS.get(0)), 8);
    assertTrue(Double.isFinite(process.at(point).deviation()));
  }

  @Test
  void acquisitionGradientAgreesWithCentredDifferences() {
    for (int outcomes : new int[] {1, 6}) {
      Acquisition acquisition =
          new Acquisition(process(outcomes == 1 ? List.of() : rows(2, 8), outcomes));
      for (double[] point : rows(10, 3)) {
        checkGradient(acquisition, point);
      }
    }
  }

  private static void checkGradient(Acquisition acquisition, double[] point) {
    double[] gradient = new double[3];
    double value = acquisition.at(point, gradient);
    assertEquals(acquisition.at(Points.of(List.of(point), 3))[0], value, 1e-6 * Math.abs(value));
    for (int f = 0; f < 2; f++) {
      double difference =
          (shifted(acquisition, point, f, 1e-6) - shifted(acquisition, point, f, -1e-6)) / 2e-6;
      assertEquals(difference, gradient[f], 1e-4 * Math.max(1, Math.abs(difference)));
    }
    assertEquals(0, gradient[2]);
  }

  private static double shifted(Acquisition acquisition, double[] point, int feature, double by) {
    double[] copy = point.clone();
    copy[feature] += by;
    return acquisition.at(copy, new double[3]);
  }
}
