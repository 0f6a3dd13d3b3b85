package io.attune.search.gp;

/** How much a point promises; larger is better. */
interface Merit {
  /** Number of features of a point. */
  int features();

  /** Values at many points. */
  double[] at(Points points);

  /** Value at a point; overwrites the gradient by all features, 0 for nominal ones. */
  double at(double[] point, double[] gradient);
}
