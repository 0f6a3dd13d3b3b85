package io.attune.bench;

import java.util.ArrayList;
import java.util.List;

/** How the best so far improves: what results files call steps or curve. */
final class Best {
  private final List<Step> steps = new ArrayList<>();
  private double observed = Double.POSITIVE_INFINITY;

  /**
   * An improvement.
   *
   * @param at trials or epochs
   * @param value free of noise
   */
  record Step(long at, double value) {}

  /** Takes in a value; it counts if it was observed to be better than all before. */
  void offer(long at, double observed, double noiseFree) {
    if (observed < this.observed) {
      this.observed = observed;
      steps.add(new Step(at, noiseFree));
    }
  }

  List<Step> steps() {
    return steps;
  }
}
