package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CurveLikelihoodTest {
  private static final boolean[] NOMINAL = {false, true};
  private static final double[] LOGS = {-0.7, 0.2, 0.3, -1, -2, -3, -2.5, -0.4};

  /** Trials with one to three points each. */
  static CurvePoints points(int trials) {
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> rows = new ArrayList<>();
    List<double[]> numbers = new ArrayList<>();
    for (int trial = 1; trial <= trials; trial++) {
      double[] row = {random.nextDouble(), random.nextInt(3)};
      for (int point = 0; point <= trial % 3; point++) {
        double share = Math.pow(2, point - 3);
        rows.add(row);
        numbers.add(new double[] {share, trial, Math.sin(5 * row[0]) + row[1] / share / 9});
      }
    }
    return new CurvePoints(
        rows,
        numbers.stream().mapToDouble(n -> n[0]).toArray(),
        numbers.stream().mapToInt(n -> (int) n[1]).toArray(),
        numbers.stream().mapToDouble(n -> n[2]).toArray());
  }

  private static CurveLikelihood likelihood(CurvePoints points) {
    return new CurveLikelihood(points, NOMINAL, new CurvePrior(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 12})
  void gradientAgreesWithCentredDifferences(int trials) {
    CurveLikelihood likelihood = likelihood(points(trials));
    double[] gradient = new double[LOGS.length];
    likelihood.at(LOGS, gradient);
    for (int i = 0; i < LOGS.length; i++) {
      double h = 1e-5;
      double difference = (shifted(likelihood, i, h) - shifted(likelihood, i, -h)) / (2 * h);
      assertEquals(difference, gradient[i], 1e-5 * Math.max(1, Math.abs(difference)));
    }
  }

  private static double shifted(CurveLikelihood likelihood, int index, double by) {
    double[] logs = LOGS.clone();
    logs[index] += by;
    return likelihood.at(logs, new double[logs.length]);
  }

  @Test
  void differsFromTheDensityOfANormalDistributionByAConstant() {
    CurvePoints points = points(5);
    double[][] covariance = covariance(points);
    Cholesky factor = Cholesky.of(copy(covariance), points.size()).orElseThrow();
    double[] means = new double[points.size()];
    java.util.Arrays.fill(means, Likelihood.mean(factor, points.targets()));
    double density =
        new MultivariateNormalDistribution(null, means, covariance).density(points.targets());
    double expected = -Math.log(density) - points.size() * Normal.LOG_ROOT_2PI;
    double penalty = new CurvePrior(2).penalty(LOGS, new double[LOGS.length]);
    assertEquals(expected + penalty, shifted(likelihood(points), 0, 0), 1e-8);
  }

  /** The covariance as the Javadoc of the kernel has it. */
  static double[][] covariance(CurvePoints points) {
    CurveHyperparameters h = CurveHyperparameters.ofLogs(LOGS);
    double[][] covariance = new double[points.size()][points.size()];
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j < covariance.length; j++) {
        double a = shape(points.shares()[i], h.decay());
        double b = shape(points.shares()[j], h.decay());
        double matern = matern(points.rows().get(i), points.rows().get(j), h.lengths());
        boolean same = points.trials()[i] == points.trials()[j];
        covariance[i][j] = (h.level() + h.gain() * a * b) * matern + a * b;
        covariance[i][j] += same ? h.offset() + h.drift() * Math.min(a, b) : 0;
      }
      covariance[i][i] += h.noise() + h.level() * Covariance.JITTER;
    }
    return covariance;
  }

  private static double shape(double share, double decay) {
    return (Math.pow(share, -decay) - 1) / (Math.pow(64, decay) - 1);
  }

  private static double matern(double[] a, double[] b, double[] lengths) {
    double x = (a[0] - b[0]) / lengths[0];
    double y = a[1] == b[1] ? 0 : 1 / lengths[1];
    double r = Math.sqrt(5 * (x * x + y * y));
    return (1 + r + r * r / 3) * Math.exp(-r);
  }

  private static double[][] copy(double[][] matrix) {
    return java.util.Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  @Test
  void forecastIsTheConditionalDistributionOfTheEnd() {
    CurvePoints points = points(5);
    CurvePoints and = points.plus(points.rows().get(0), 1, points.trials()[0], 0);
    double[][] joint = covariance(and);
    int last = points.size();
    Cholesky factor = Cholesky.of(covariance(points), last).orElseThrow();
    double mean = Likelihood.mean(factor, points.targets());
    double[] residuals = java.util.Arrays.stream(points.targets()).map(y -> y - mean).toArray();
    double[] toEnd = java.util.Arrays.copyOf(joint[last], last);
    CurveHyperparameters h = CurveHyperparameters.ofLogs(LOGS);
    double variance = h.level() + h.offset() - Vectors.dot(toEnd, factor.solve(toEnd));
    CurveModel.Forecast forecast =
        new CurveModel(points, h, NOMINAL).end(points.rows().get(0), points.trials()[0]);
    assertEquals(mean + Vectors.dot(toEnd, factor.solve(residuals)), forecast.mean(), 1e-9);
    assertEquals(Math.sqrt(variance), forecast.deviation(), 1e-9);
  }
}
