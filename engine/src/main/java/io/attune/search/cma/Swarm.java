package io.attune.search.cma;

import java.util.List;

/**
 * A normal distribution that moves, turns and stretches towards the better half of each generation
 * (Hansen 2016, "The CMA evolution strategy: a tutorial", figure 6, with negative weights). Not
 * thread-safe.
 */
final class Swarm {
  private final Rates rates;
  private final Shape shape;
  private final double[] mean;
  private final double[] scales;
  private final double[] path;
  private final double[] stepPath;
  private double step;
  private int generations;

  Swarm(Rates rates, double[] mean, double step) {
    this.rates = rates;
    this.shape = new Shape(mean.length);
    this.mean = mean;
    this.step = step;
    this.path = new double[mean.length];
    this.stepPath = new double[mean.length];
    this.scales = new double[mean.length];
    java.util.Arrays.fill(scales, 1);
  }

  Rates rates() {
    return rates;
  }

  double mean(int coordinate) {
    return mean[coordinate];
  }

  /** Standard deviation along a coordinate. */
  double deviation(int coordinate) {
    return step * scales[coordinate] * shape.deviation(coordinate);
  }

  double condition() {
    return shape.condition();
  }

  /** Moves the mean of one coordinate and stretches the distribution along it. */
  void adjust(int coordinate, double newMean, double deviation) {
    mean[coordinate] = newMean;
    scales[coordinate] = deviation / (step * shape.deviation(coordinate));
  }

  /** The point that a standard normal vector stands for. */
  double[] point(double[] z) {
    double[] x = shape.stretched(z);
    for (int i = 0; i < x.length; i++) {
      x[i] = mean[i] + step * scales[i] * x[i];
    }
    return x;
  }

  /** Learns from a generation of points, the best first. */
  void learn(List<double[]> points) {
    List<double[]> moves = points.stream().map(this::move).toList();
    double[] drift = drift(moves);
    for (int i = 0; i < mean.length; i++) {
      mean[i] += step * scales[i] * drift[i];
    }
    generations++;
    double[] white = shape.whitened(drift);
    double decay = rates.stepDecay();
    follow(stepPath, decay, Math.sqrt(decay * (2 - decay) * rates.mass()), white);
    boolean steady = isSteady();
    double pull = rates.pathDecay() * (2 - rates.pathDecay());
    follow(path, rates.pathDecay(), steady ? Math.sqrt(pull * rates.mass()) : 0, drift);
    reshape(moves, steady ? 0 : pull);
    double growth = decay / rates.damping() * (length(stepPath) / rates.length() - 1);
    step *= StrictMath.exp(Math.min(1, growth));
  }

  /**
   * The step from the mean to a point in units of the distribution. One that is improbably long,
   * because the point was drawn from an earlier distribution or given by hand, is shortened (Hansen
   * 2011, "Injecting external solutions into CMA-ES").
   */
  private double[] move(double[] point) {
    double[] y = new double[point.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (point[i] - mean[i]) / (step * scales[i]);
    }
    double n = y.length;
    double factor = (Math.sqrt(n) + 2 * n / (n + 2)) / length(shape.whitened(y));
    for (int i = 0; i < y.length && factor < 1; i++) {
      y[i] *= factor;
    }
    return y;
  }

  private double[] drift(List<double[]> moves) {
    double[] drift = new double[mean.length];
    for (int k = 0; k < rates.selected(); k++) {
      for (int i = 0; i < drift.length; i++) {
        drift[i] += rates.weights()[k] * moves.get(k)[i];
      }
    }
    return drift;
  }

  private static void follow(double[] path, double decay, double weight, double[] direction) {
    for (int i = 0; i < path.length; i++) {
      path[i] = (1 - decay) * path[i] + weight * direction[i];
    }
  }

  /** Whether the step size keeps up; while it grows fast the covariance waits. */
  private boolean isSteady() {
    double start = 1 - StrictMath.pow(1 - rates.stepDecay(), 2.0 * generations);
    double limit = (1.4 + 2 / (mean.length + 1.0)) * rates.length();
    return length(stepPath) < limit * Math.sqrt(start);
  }

  private void reshape(List<double[]> moves, double lost) {
    double[] weights = rates.weights().clone();
    for (int k = rates.selected(); k < weights.length; k++) {
      double size = length(shape.whitened(moves.get(k)));
      weights[k] *= mean.length / Math.max(1e-12, size * size);
    }
    double one = rates.rankOne();
    double many = rates.rankMany();
    shape.scale(1 + one * lost - one - many * rates.weightSum());
    shape.add(one, path);
    for (int k = 0; k < weights.length; k++) {
      shape.add(many * weights[k], moves.get(k));
    }
    shape.decompose();
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double x : vector) {
      squares += x * x;
    }
    return Math.sqrt(squares);
  }
}
