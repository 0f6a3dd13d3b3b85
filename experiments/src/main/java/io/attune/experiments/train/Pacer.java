package io.attune.experiments.train;

import io.attune.experiments.nn.Schedule;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Says how fast to learn: the schedule, and what a plateau takes off. */
final class Pacer {
  private final Schedule schedule;
  private final Optional<Plateau> plateau;
  private final long total;
  private double lastRate;

  /**
   * At the beginning of a run.
   *
   * @param total updates in the run
   */
  Pacer(Schedule schedule, Optional<Plateau> plateau, long total) {
    this.schedule = schedule;
    this.plateau = plateau;
    this.total = total;
  }

  static Pacer of(Settings settings, long updatesPerEpoch) {
    long total = settings.run().epochs() * updatesPerEpoch;
    RateKnobs rate = settings.rate();
    return new Pacer(rate.schedule(updatesPerEpoch, total), rate.plateau(), total);
  }

  /** The learning rate of the update that follows {@code done} others. */
  double rate(long done) {
    lastRate = schedule.rate(done) * plateau.map(Plateau::scale).orElse(1.0);
    return lastRate;
  }

  /** What {@link #rate} said last. */
  double lastRate() {
    return lastRate;
  }

  /** The share of the run that is over, 0 at the first update and 1 at the last. */
  double progress(long done) {
    return total == 1 ? 0 : (double) done / (total - 1);
  }

  /** Takes the validation loss at the end of an epoch. */
  void see(double loss) {
    plateau.ifPresent(watcher -> watcher.see(loss));
  }

  /** What it remembers beyond the count of updates, for {@link #restore}. */
  List<Double> state() {
    return plateau.map(Plateau::state).orElse(List.of());
  }

  void restore(Iterator<Double> state) {
    plateau.ifPresent(watcher -> watcher.restore(state));
  }
}
