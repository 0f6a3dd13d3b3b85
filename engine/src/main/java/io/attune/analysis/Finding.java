package io.attune.analysis;

import java.util.List;

/**
 * A verdict with its grounds.
 *
 * @param confidence how far the evidence lies beyond its limits, in [0, 1]: 0.5 just reaches them;
 *     no probability
 * @param next what to change, the most promising first; empty where all is well
 */
public record Finding(
    Verdict verdict, double confidence, List<Evidence> evidence, List<Suggestion> next) {
  /** Copies the lists. */
  public Finding {
    evidence = List.copyOf(evidence);
    next = List.copyOf(next);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "a confidence is in [0, 1], but this is " + confidence + ".");
    }
  }

  Finding next(List<Suggestion> suggestions) {
    return new Finding(verdict, confidence, evidence, suggestions);
  }
}
