package io.attune.experiments.train;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lowers the learning rate when the validation loss has not fallen for longer than some epochs, as
 * PyTorch's ReduceLROnPlateau does.
 */
final class Plateau {
  private final double factor;
  private final long patience;
  private final Watch watch;
  private long reductions;

  /**
   * Has seen nothing yet.
   *
   * @param factor what the rate is multiplied by
   * @param patience epochs without progress to put up with
   * @param threshold share of the best loss by which a lower one must be lower
   */
  Plateau(double factor, long patience, double threshold) {
    this.factor = factor;
    this.patience = patience;
    this.watch = new Watch(best -> best * (1 - threshold));
  }

  /** Takes the validation loss of one more epoch. */
  void see(double loss) {
    watch.see(loss);
    if (watch.idle() > patience) {
      watch.rest();
      reductions++;
    }
  }

  /** What the learning rate is multiplied by now. */
  double scale() {
    return Math.pow(factor, reductions);
  }

  /** All it knows, for {@link #restore}. */
  List<Double> state() {
    return Stream.concat(watch.state().stream(), Stream.of((double) reductions)).toList();
  }

  void restore(Iterator<Double> state) {
    watch.restore(state);
    reductions = state.next().longValue();
  }
}
