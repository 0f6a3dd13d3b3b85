package io.attune.experiments.train;

import io.attune.experiments.nn.CrossEntropy;

/**
 * How a network did on some examples.
 *
 * @param loss sum of the losses
 * @param hits examples it classified right
 */
record Tally(double loss, long hits, long examples) {
  static final Tally NOTHING = new Tally(0, 0, 0);

  Tally plus(CrossEntropy batch, int size) {
    return new Tally(loss + batch.loss(), hits + batch.hits(), examples + size);
  }

  double meanLoss() {
    return loss / examples;
  }

  double accuracy() {
    return (double) hits / examples;
  }

  /** Whether this is the better result: more hits, or as many with less loss. */
  boolean beats(Tally other) {
    return Double.isFinite(loss)
        && (hits > other.hits || (hits == other.hits && !(loss >= other.loss)));
  }
}
