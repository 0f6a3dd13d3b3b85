package io.attune.experiments.train;

import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Counts the epochs since a number was last clearly lower than ever before. */
final class Watch {
  private final DoubleUnaryOperator bar;
  private double best = Double.POSITIVE_INFINITY;
  private long idle;

  /**
   * Has seen nothing yet.
   *
   * @param bar what a number must be below to count as lower than the best
   */
  Watch(DoubleUnaryOperator bar) {
    this.bar = bar;
  }

  /** Takes the number of one more epoch; NaN is never lower. */
  void see(double number) {
    if (number < bar.applyAsDouble(best)) {
      best = number;
      idle = 0;
    } else {
      idle++;
    }
  }

  /** Epochs without progress. */
  long idle() {
    return idle;
  }

  /** Begins to count anew from the same best. */
  void rest() {
    idle = 0;
  }

  /** All it knows, for {@link #restore}. */
  List<Double> state() {
    return List.of(best, (double) idle);
  }

  void restore(Iterator<Double> state) {
    best = state.next();
    idle = state.next().longValue();
  }
}
