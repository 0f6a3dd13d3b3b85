package io.attune.search.gp;

import java.util.Arrays;
import java.util.List;

/**
 * Bends axes so that a function that changes fast near one end of a range, and hardly elsewhere,
 * looks equally smooth everywhere: the cumulative distribution function of Kumaraswamy, {@code 1 -
 * (1 - x^rise)^fall} (Snoek et al. 2014, "Input Warping for Bayesian Optimization of Non-stationary
 * Functions", with the distribution of Cowen-Rivers et al. 2022, "HEBO"). It learns from the trials
 * that a weight decay should have been searched on a logarithmic scale.
 *
 * @param features which features bend
 * @param rises an exponent for each feature; 1 for those that do not bend
 * @param falls the same
 */
record InputWarp(Features features, double[] rises, double[] falls) {
  // At the very ends the slope may be infinite.
  private static final double END = 1e-4;

  /** Every axis as it is. */
  static InputWarp none(Features features) {
    double[] ones = new double[features.count()];
    Arrays.fill(ones, 1);
    return new InputWarp(features, ones, ones);
  }

  /** Bent copies of points. */
  List<double[]> of(List<double[]> rows) {
    return rows.stream().map(this::of).toList();
  }

  /** A bent copy of a point. */
  double[] of(double[] point) {
    double[] bent = point.clone();
    for (int f : features.bendable()) {
      bent[f] = of(f, logarithm(point[f]));
    }
    return bent;
  }

  /** Bent copies of points. */
  Points of(Points points) {
    double[][] columns = points.columns().clone();
    for (int f : features.bendable()) {
      columns[f] = Arrays.stream(columns[f]).map(x -> of(f, logarithm(x))).toArray();
    }
    return new Points(columns, points.size());
  }

  private double of(int feature, double logarithm) {
    double below = Exponential.ofNegative(rises[feature] * logarithm);
    return 1 - Exponential.ofNegative(falls[feature] * StrictMath.log1p(-below));
  }

  /** How fast a bent feature moves with the feature. */
  double slope(int feature, double x) {
    if (!features.bends(feature)) {
      return 1;
    }
    double logarithm = logarithm(x);
    double below = Exponential.ofNegative(rises[feature] * logarithm);
    double rest = Exponential.ofNegative(falls[feature] * StrictMath.log1p(-below));
    double outer = falls[feature] * rest / (1 - below);
    return outer * rises[feature] * below / StrictMath.exp(logarithm);
  }

  /** Logarithm of a coordinate, kept off the ends. */
  static double logarithm(double x) {
    return StrictMath.log(Math.max(END, Math.min(1 - END, x)));
  }

  /** Points and what their bending depends on, for one setting of the exponents. */
  final class Bending {
    private final double[][] logarithms;
    private final double[][] bent;
    private final double[][] byRise;
    private final double[][] byFall;

    /**
     * Bends points.
     *
     * @param logarithms for each bendable feature the {@link #logarithm} of every point
     */
    Bending(double[][] logarithms) {
      this.logarithms = logarithms;
      int size = logarithms.length == 0 ? 0 : logarithms[0].length;
      this.bent = new double[logarithms.length][size];
      this.byRise = new double[logarithms.length][size];
      this.byFall = new double[logarithms.length][size];
      for (int k = 0; k < bent.length; k++) {
        bend(k, rises[features.bendable()[k]], falls[features.bendable()[k]]);
      }
    }

    private void bend(int k, double rise, double fall) {
      for (int i = 0; i < bent[k].length; i++) {
        double exponent = rise * logarithms[k][i];
        double below = Exponential.ofNegative(exponent);
        double log = StrictMath.log1p(-below);
        double rest = Exponential.ofNegative(fall * log);
        bent[k][i] = 1 - rest;
        byRise[k][i] = fall * rest / (1 - below) * below * exponent;
        byFall[k][i] = -rest * fall * log;
      }
    }

    /** The points with bent features in place of the given ones. */
    Points replace(Points points) {
      double[][] columns = points.columns().clone();
      for (int k = 0; k < bent.length; k++) {
        columns[features.bendable()[k]] = bent[k];
      }
      return new Points(columns, points.size());
    }

    /** Derivative by the logarithm of a bendable feature's rise, given those by its points. */
    double alongRise(int k, double[] byPoint) {
      return Vectors.dot(byRise[k], byPoint);
    }

    /** Derivative by the logarithm of a bendable feature's fall, given those by its points. */
    double alongFall(int k, double[] byPoint) {
      return Vectors.dot(byFall[k], byPoint);
    }
  }
}
