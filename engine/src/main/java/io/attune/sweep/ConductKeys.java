package io.attune.sweep;

import io.attune.space.CategoricalParameter;

/** The keys that say how carefully a sweep is carried out. */
final class ConductKeys {
  private ConductKeys() {}

  /** Whether ranges grow where the best value lies at their end. */
  static void extend(SweepDraft draft, Node node) {
    boolean grows = Expect.truth(node);
    draft.later(
        space -> {
          if (grows
              && space.parameters().stream().allMatch(CategoricalParameter.class::isInstance)) {
            throw Complaint.at(
                node, "no parameter has a range that could grow. Maybe remove this key.");
          }
        });
    Conduct.Growth growth = grows ? Conduct.Growth.AT_BORDERS : Conduct.Growth.NONE;
    draft.conduct("extend", node, conduct -> conduct.growth(growth));
  }

  /** How often the best trials are trained again. */
  static void repeats(SweepDraft draft, Node node) {
    int repeats = Expect.count(node, 0);
    if (repeats == 1 || repeats > 100) {
      throw Complaint.at(
          node, "%d cannot tell luck from merit. Give 2 to 100, or 0 for none; maybe 5.", repeats);
    }
    draft.conduct("repeats", node, conduct -> conduct.repeats(repeats));
  }

  /** How many trials in a row share a seed. */
  static void trialsPerSeed(SweepDraft draft, Node node) {
    int trials = Expect.count(node, 1);
    draft.conduct("trials_per_seed", node, conduct -> conduct.trialsPerSeed(trials));
  }
}
