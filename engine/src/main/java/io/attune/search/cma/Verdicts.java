package io.attune.search.cma;

import java.util.ArrayDeque;
import java.util.Deque;

/** Tells when a run is over (after Hansen 2009, section 2.1). Not thread-safe. */
final class Verdicts {
  private static final double FLAT = 1e-12;
  private static final double RELATIVELY_FLAT = 1e-10;
  // Shares of a range. No parameter of a model is worth being known more exactly.
  private static final double NARROW = 1e-8;
  private static final double SKEWED = 1e14;

  private final int patience;
  private final int most;
  private final Deque<Double> bests = new ArrayDeque<>();
  private int generations;

  Verdicts(int dimensions, int members) {
    this.patience = 10 + (int) Math.ceil(30.0 * dimensions / members);
    this.most = 100 + (int) (50 * Math.pow(dimensions + 3, 2) / Math.sqrt(members));
  }

  /**
   * Whether to start anew after a generation.
   *
   * @param best loss of the generation
   * @param worst loss of the generation
   * @param widest standard deviation along any coordinate; 0 if there is none
   */
  boolean over(double best, double worst, double widest, double condition) {
    generations++;
    bests.addLast(best);
    if (bests.size() > patience) {
      bests.removeFirst();
    }
    double negligible = FLAT + RELATIVELY_FLAT * Math.abs(best);
    boolean flat =
        generations >= patience
            && spread() <= negligible
            && (worst == best || worst - best <= negligible);
    boolean narrow = widest > 0 && widest < NARROW;
    return flat || narrow || condition > SKEWED || generations >= most;
  }

  private double spread() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double best : bests) {
      least = Math.min(least, best);
      most = Math.max(most, best);
    }
    return most == least ? 0 : most - least;
  }
}
