package io.attune.experiments.train;

import io.attune.experiments.nn.Judgement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a network did on some examples.
 *
 * @param loss sum of the losses
 * @param hits examples it classified right; 0 where there are no classes
 */
record Tally(double loss, long hits, long examples) {
  static final Tally NOTHING = new Tally(0, 0, 0);

  Tally plus(Judgement batch, int size) {
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

  /** Loss and, where there are classes, accuracy; under names that begin with the split. */
  Map<String, Double> metrics(String split, Form form) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(split + "_loss", meanLoss());
    if (form.hasClasses()) {
      metrics.put(split + "_accuracy", accuracy());
    }
    return metrics;
  }
}
