package io.attune.search.gp;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the most likely hyperparameters. Follows from the observations alone: nothing is carried
 * over from an earlier fit, so another process finds the same. Many observations are fitted in two
 * stages: a few of them, a little way from two starts and on from the better, then more of them
 * from there.
 */
final class HyperparameterFit {
  private static final int FIRST_SAMPLE = 48;
  private static final int LAST_SAMPLE = 128;
  private static final int START_STEPS = 8;
  private static final int FIRST_STEPS = 17;
  private static final int LAST_STEPS = 6;
  private static final double TOLERANCE = 1e-4;

  private final Features features;
  private final Prior prior;

  HyperparameterFit(Features features) {
    this.features = features;
    this.prior = new Prior(features);
  }

  /** The fit to more of the observations, going on from the fit to a few of them. */
  Hyperparameters refine(List<double[]> rows, double[] y, Hyperparameters few) {
    return rows.size() <= FIRST_SAMPLE
        ? few
        : hyperparameters(descend(sample(rows, y, LAST_SAMPLE), few.logs(), LAST_STEPS).point());
  }

  /** The fit to a sample of at most 48 observations. */
  Hyperparameters ofSample(List<double[]> rows, double[] y) {
    return hyperparameters(fromTwoStarts(sample(rows, y, FIRST_SAMPLE)));
  }

  /** Some of the observations, evenly spaced in order of their values. */
  private Likelihood sample(List<double[]> rows, double[] y, int most) {
    int[] order = Ranks.order(y);
    int size = Math.min(most, y.length);
    List<double[]> sample = new ArrayList<>();
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      int index = order[i * y.length / size];
      sample.add(rows.get(index));
      values[i] = y[index];
    }
    return new Likelihood(Points.of(sample, features.count()), values, features, prior);
  }

  private double[] fromTwoStarts(Likelihood likelihood) {
    BoundedMinimizer.Minimum smooth = descend(likelihood, prior.smooth(), START_STEPS);
    BoundedMinimizer.Minimum rough = descend(likelihood, prior.rough(), START_STEPS);
    BoundedMinimizer.Minimum better = rough.value() < smooth.value() ? rough : smooth;
    return descend(likelihood, better.point(), FIRST_STEPS).point();
  }

  private Hyperparameters hyperparameters(double[] logs) {
    return Hyperparameters.ofLogs(logs, features);
  }

  private BoundedMinimizer.Minimum descend(Likelihood likelihood, double[] start, int steps) {
    return BoundedMinimizer.minimize(
        likelihood, start, prior.lower(), prior.upper(), TOLERANCE, steps);
  }
}
