package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LikelihoodTest {
  private static final boolean[] NOMINAL = {false, true, false};
  private static final Features FEATURES = Features.supple(NOMINAL);
  private static final double[] LOGS = {-0.7, 0.2, 0.5, 0.3, -2, -0.4, 0.3, 0.6, -0.2};

  private static List<double[]> rows(int size) {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.range(0, size)
        .mapToObj(i -> new double[] {random.nextDouble(), random.nextInt(3), random.nextDouble()})
        .toList();
  }

  private static double[] values(List<double[]> rows) {
    return rows.stream().mapToDouble(r -> Math.sin(5 * r[0]) + r[1] * r[2]).toArray();
  }

  private static Likelihood likelihood(int size) {
    List<double[]> rows = rows(size);
    return new Likelihood(Points.of(rows, 3), values(rows), FEATURES, new Prior(FEATURES));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 25})
  void gradientAgreesWithCentredDifferences(int size) {
    Likelihood likelihood = likelihood(size);
    double[] gradient = new double[LOGS.length];
    likelihood.at(LOGS, gradient);
    for (int i = 0; i < LOGS.length; i++) {
      double h = 1e-5;
      double difference = (shifted(likelihood, i, h) - shifted(likelihood, i, -h)) / (2 * h);
      assertEquals(difference, gradient[i], 1e-6 * Math.max(1, Math.abs(difference)));
    }
  }

  private static double shifted(Likelihood likelihood, int index, double by) {
    double[] logs = LOGS.clone();
    logs[index] += by;
    return likelihood.at(logs, new double[logs.length]);
  }

  @Test
  void differsFromTheDensityOfANormalDistributionByAConstant() {
    int size = 9;
    List<double[]> rows = rows(size);
    double[] y = values(rows);
    Hyperparameters h = Hyperparameters.ofLogs(LOGS, FEATURES);
    List<double[]> bent = h.warp().of(rows);
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        covariance[i][j] = h.scale() * matern(bent.get(i), bent.get(j), h.lengths());
      }
      covariance[i][i] += h.noise() + h.scale() * Covariance.JITTER;
    }
    Cholesky factor = Covariance.factor(h.kernel(), h.noise(), Points.of(bent, 3), 0).orElseThrow();
    double[] means = new double[size];
    java.util.Arrays.fill(means, Likelihood.mean(factor, y));
    double density = new MultivariateNormalDistribution(null, means, covariance).density(y);
    double expected = -Math.log(density) - size * Normal.LOG_ROOT_2PI;
    double penalty = new Prior(FEATURES).penalty(LOGS, new double[LOGS.length]);
    assertEquals(expected + penalty, shifted(likelihood(size), 0, 0), 1e-8);
  }

  /** The kernel as the textbook writes it. */
  private static double matern(double[] a, double[] b, double[] lengths) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) {
      double distance = NOMINAL[f] ? (a[f] == b[f] ? 0 : 1) : a[f] - b[f];
      sum += Math.pow(distance / lengths[f], 2);
    }
    double r = Math.sqrt(sum);
    return (1 + Math.sqrt(5) * r + 5 * r * r / 3) * Math.exp(-Math.sqrt(5) * r);
  }

  @Test
  void fitFindsWhichFeatureMatters() {
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> rows =
        IntStream.range(0, 40)
            .mapToObj(i -> new double[] {random.nextDouble(), random.nextDouble()})
            .toList();
    double[] y = rows.stream().mapToDouble(r -> Math.sin(9 * r[0])).toArray();
    Hyperparameters h = new HyperparameterFit(Features.rigid(false, false)).ofSample(rows, y);
    assertTrue(h.lengths()[1] > 4 * h.lengths()[0], java.util.Arrays.toString(h.lengths()));
  }

  @Test
  void fitFindsThatAnAxisShouldHaveBeenLogarithmic() {
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> rows =
        IntStream.range(0, 60).mapToObj(i -> new double[] {random.nextDouble()}).toList();
    double[] y = rows.stream().mapToDouble(r -> Math.sin(3 * Math.log(0.01 + r[0]))).toArray();
    InputWarp warp = new HyperparameterFit(Features.supple(false)).ofSample(rows, y).warp();
    double first = warp.of(new double[] {0.1})[0] - warp.of(new double[] {0})[0];
    double last = warp.of(new double[] {1})[0] - warp.of(new double[] {0.9})[0];
    assertTrue(first > 3 * last, first + " " + last);
  }
}
