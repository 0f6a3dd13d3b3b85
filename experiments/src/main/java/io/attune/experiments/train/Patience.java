package io.attune.experiments.train;

import java.util.Iterator;
import java.util.List;

/** Ends training when a metric of the validation split has not improved for some epochs. */
final class Patience {
  private final long epochs;
  private final Metric metric;
  private final Watch watch;

  /**
   * Has seen nothing yet.
   *
   * @param epochs without progress after which training ends, 1 or more
   * @param least by how much a better value must be better
   */
  Patience(long epochs, Metric metric, double least) {
    this.epochs = epochs;
    this.metric = metric;
    this.watch = new Watch(best -> best - least);
  }

  /** What has to improve. */
  enum Metric {
    VAL_LOSS {
      @Override
      double cost(Tally tally) {
        return tally.meanLoss();
      }
    },
    VAL_ACCURACY {
      @Override
      double cost(Tally tally) {
        return -tally.accuracy();
      }
    };

    abstract double cost(Tally tally);
  }

  /** Takes the result of one more epoch. */
  void see(Tally validated) {
    watch.see(metric.cost(validated));
  }

  /** Whether training is over. */
  boolean exhausted() {
    return watch.idle() >= epochs;
  }

  /** All it knows, for {@link #restore}. */
  List<Double> state() {
    return watch.state();
  }

  void restore(Iterator<Double> state) {
    watch.restore(state);
  }
}
