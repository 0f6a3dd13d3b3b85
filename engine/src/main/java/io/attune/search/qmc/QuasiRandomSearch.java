package io.attune.search.qmc;

import io.attune.search.axes.Axes;
import io.attune.search.numeric.Mix;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;

/**
 * Points of a scrambled sequence in their order. A point follows from the seed and its index alone,
 * so nothing has to be remembered and trials side by side never disturb the order. Thread-safe.
 */
public final class QuasiRandomSearch {
  private final Axes axes;
  private final Points points;
  private final long seed;

  /**
   * A search of a space.
   *
   * @param seed of the scrambling, the same for all points
   */
  public QuasiRandomSearch(SearchSpace space, Sequence sequence, long seed) {
    this.axes = new Axes(space);
    this.points = sequence.points(axes.count());
    this.seed = seed;
  }

  /**
   * The assignment at a point of the sequence.
   *
   * @param index of the point, from 0
   */
  public Assignment assignment(int index) {
    return axes.point(axis -> axes.list().get(axis).draw(unit(index, axis))).assignment();
  }

  private double unit(int index, int axis) {
    return points.coordinate(index, axis).scrambled(Mix.seed(seed, axis)).value();
  }
}
