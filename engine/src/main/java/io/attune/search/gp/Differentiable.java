package io.attune.search.gp;

/** A function of several variables that knows its gradient. */
@FunctionalInterface
interface Differentiable {
  /** The value at a point; overwrites {@code gradient}. Infinite where the function fails. */
  double at(double[] point, double[] gradient);
}
