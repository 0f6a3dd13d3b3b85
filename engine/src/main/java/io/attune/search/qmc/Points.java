package io.attune.search.qmc;

/** An endless sequence of points in the unit cube. Implementations are thread-safe. */
interface Points {
  /**
   * One coordinate of a point, before any scrambling.
   *
   * @param index of the point, from 0
   */
  Digits coordinate(int index, int axis);
}
