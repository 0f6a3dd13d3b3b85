package io.attune.search.gp;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the most likely hyperparameters. Follows from the observations alone: nothing is carried
 * over from an earlier fit, so another process finds the same. Many observations are fitted in two
 * stages, a sample of them from two starts, then all of them from there.
 */
final class HyperparameterFit {
  private static final int SAMPLE = 64;
  private static final int FIRST_STEPS = 50;
  private static final int LAST_STEPS = 12;
  private static final double TOLERANCE = 1e-5;

  private final Features features;
  private final Prior prior;

  HyperparameterFit(Features features) {
    this.features = features;
    this.prior = new Prior(features);
  }

  /** The fit to observations, going on from the fit to a sample of them. */
  Hyperparameters refine(List<double[]> rows, double[] y, Hyperparameters sample) {
    return rows.size() <= SAMPLE
        ? sample
        : hyperparameters(descend(likelihood(rows, y), sample.logs(), LAST_STEPS).point());
  }

  /** The fit to a sample of at most 64 observations, evenly spaced in order of their values. */
  Hyperparameters ofSample(List<double[]> rows, double[] y) {
    int[] order = Ranks.order(y);
    int size = Math.min(SAMPLE, y.length);
    List<double[]> sample = new ArrayList<>();
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      int index = order[i * y.length / size];
      sample.add(rows.get(index));
      values[i] = y[index];
    }
    return hyperparameters(fromTwoStarts(likelihood(sample, values)));
  }

  private double[] fromTwoStarts(Likelihood likelihood) {
    BoundedMinimizer.Minimum smooth = descend(likelihood, prior.smooth(), FIRST_STEPS);
    BoundedMinimizer.Minimum rough = descend(likelihood, prior.rough(), FIRST_STEPS);
    return rough.value() < smooth.value() ? rough.point() : smooth.point();
  }

  private Hyperparameters hyperparameters(double[] logs) {
    return Hyperparameters.ofLogs(logs, features);
  }

  private BoundedMinimizer.Minimum descend(Likelihood likelihood, double[] start, int steps) {
    return BoundedMinimizer.minimize(
        likelihood, start, prior.lower(), prior.upper(), TOLERANCE, steps);
  }

  private Likelihood likelihood(List<double[]> rows, double[] y) {
    return new Likelihood(Points.of(rows, features.count()), y, features, prior);
  }
}
