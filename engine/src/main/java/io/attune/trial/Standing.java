package io.attune.trial;

import java.util.Collections;
import java.util.List;

/**
 * How one trial stands among its peers at one point of training: all that a scheduler may compare.
 * With one objective the numbers are losses. Whatever they are, they have one order, in which
 * smaller is better, and nothing else about them matters to a scheduler.
 *
 * @param loss of the trial
 * @param peers losses it is compared with, ascending; its own is among them if it is one of them
 */
public record Standing(double loss, List<Double> peers) {
  /** Number of peers. */
  public int size() {
    return peers.size();
  }

  /** Number of peers that are better; equals are not. */
  public int rank() {
    int found = Collections.binarySearch(peers, loss);
    int at = found < 0 ? -found - 1 : found;
    while (at > 0 && peers.get(at - 1) == loss) {
      at--;
    }
    return at;
  }

  /**
   * Whether the trial is among the best of its peers, as it is if it is the best of few.
   *
   * @param share of the peers, rounded down, but never less than one
   */
  public boolean isAmongBest(double share) {
    return rank() < Math.max(1, atMost(share));
  }

  /** The share of the peers as a whole number, rounded down. */
  public int atMost(double share) {
    // A third of 3 is 1, not 0.999….
    return (int) Math.floor(size() * share + 1e-9);
  }

  /**
   * The loss that a fraction of the peers is at or below, interpolated between neighbours.
   *
   * @param fraction from 0, the best, to 1, the worst
   * @throws IllegalStateException without peers
   */
  public double quantile(double fraction) {
    if (peers.isEmpty()) {
      throw new IllegalStateException("there is no quantile of nothing.");
    }
    double place = fraction * (size() - 1);
    int below = (int) place;
    double low = peers.get(below);
    double high = peers.get(Math.min(below + 1, size() - 1));
    double share = place - below;
    // Between equals nothing is to be interpolated, and infinities would make it NaN.
    return low == high || share == 0 ? low : low + share * (high - low);
  }
}
