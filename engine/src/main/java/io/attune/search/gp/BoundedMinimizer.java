package io.attune.search.gp;

/**
 * Minimises a smooth function in a box: limited-memory BFGS directions (Nocedal and Wright 2006,
 * algorithm 7.4) among the coordinates that are free to move, projected back into the box, with
 * backtracking until the decrease is sufficient. Deterministic.
 */
final class BoundedMinimizer {
  private static final double SUFFICIENT = 1e-4;
  private static final int BACKTRACKS = 12;

  private final Differentiable function;
  private final double[] lower;
  private final double[] upper;
  private final double tolerance;
  private final CurvatureMemory memory = new CurvatureMemory(8);

  private double[] x;
  private double[] gradient;
  private double value;
  private boolean converged;

  private BoundedMinimizer(
      Differentiable function, double[] start, double[] lower, double[] upper, double tolerance) {
    this.function = function;
    this.lower = lower;
    this.upper = upper;
    this.tolerance = tolerance;
    this.x = clamp(start.clone());
    this.gradient = new double[x.length];
    this.value = function.at(x, gradient);
  }

  /** Where a minimisation ended. */
  record Minimum(double[] point, double value) {}

  /**
   * Goes downhill from a start.
   *
   * @param tolerance ends once a step improves the value by less than this share of it
   * @param iterations most steps to take
   */
  static Minimum minimize(
      Differentiable function,
      double[] start,
      double[] lower,
      double[] upper,
      double tolerance,
      int iterations) {
    BoundedMinimizer search = new BoundedMinimizer(function, start, lower, upper, tolerance);
    for (int i = 0; i < iterations && search.step(); i++) {}
    return new Minimum(search.x, search.value);
  }

  /** One step; false when there is no way down. */
  private boolean step() {
    boolean[] free = free();
    double[] direction = memory.direction(gradient, free);
    if (!descends(direction)) {
      memory.clear();
      direction = memory.direction(gradient, free);
    }
    return descends(direction) && (advance(direction) || retry(free)) && !converged;
  }

  /** Along the gradient once more, if a remembered curvature led astray. */
  private boolean retry(boolean[] free) {
    if (memory.isEmpty()) {
      return false;
    }
    memory.clear();
    return advance(memory.direction(gradient, free));
  }

  /** Coordinates that are not held by a bound they push against. */
  private boolean[] free() {
    boolean[] free = new boolean[x.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = gradient[i] > 0 ? x[i] > lower[i] : x[i] < upper[i];
    }
    return free;
  }

  private boolean descends(double[] direction) {
    return Vectors.dot(direction, gradient) < 0;
  }

  private boolean advance(double[] direction) {
    double length = memory.isEmpty() ? Math.min(1, 1 / Vectors.norm(direction)) : 1;
    for (int i = 0; i < BACKTRACKS; i++, length /= 3) {
      double[] next = clamp(Vectors.sum(x, length, direction));
      double[] nextGradient = new double[x.length];
      double nextValue = function.at(next, nextGradient);
      double[] moved = Vectors.sum(next, -1, x);
      if (nextValue <= value + SUFFICIENT * Vectors.dot(gradient, moved) && nextValue < value) {
        return accept(next, nextGradient, nextValue, moved);
      }
    }
    return false;
  }

  private boolean accept(double[] next, double[] nextGradient, double nextValue, double[] moved) {
    memory.add(moved, Vectors.sum(nextGradient, -1, gradient));
    converged = value - nextValue <= tolerance * (1 + Math.abs(nextValue));
    x = next;
    gradient = nextGradient;
    value = nextValue;
    return true;
  }

  private double[] clamp(double[] point) {
    for (int i = 0; i < point.length; i++) {
      point[i] = Math.max(lower[i], Math.min(upper[i], point[i]));
    }
    return point;
  }
}
