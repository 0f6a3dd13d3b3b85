package io.attune.search.tpe;

import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The model-based search of BOHB (Falkner et al. 2018, "BOHB: Robust and Efficient Hyperparameter
 * Optimization at Scale", algorithm 2): the tree-structured Parzen estimator from the trials that
 * got farthest. What counts is how trials stood at the largest step that enough of them have
 * reached; a third of the suggestions is random, so that losses at early steps cannot mislead it
 * for good.
 *
 * <p>Keeps nothing between suggestions. Immutable and thread-safe.
 */
public final class SteppedSearch {
  private static final double RANDOM_SHARE = 1.0 / 3;

  private final TreeParzenSearch search;
  private final int enough;

  /**
   * A search of a space.
   *
   * @param candidates points drawn for each suggestion that is not random
   */
  public SteppedSearch(SearchSpace space, int candidates) {
    this.search = new TreeParzenSearch(space, 0, candidates);
    // The paper's d + 1 good ones and as many bad ones as its code asks for: two.
    this.enough = search.dimensions() + 3;
  }

  /** The next assignment to try, as {@link TreeParzenSearch#suggest} promises. */
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    boolean blind = random.nextDouble() < RANDOM_SHARE;
    Optional<Long> step = blind ? Optional.empty() : step(history);
    return search.suggest(history, step.map(at -> Split.at(history, at)), random);
  }

  /** The largest step that enough trials have reached that neither run nor failed. */
  Optional<Long> step(History history) {
    List<Long> reached =
        history.trials().stream()
            .filter(SteppedSearch::rests)
            .map(trial -> trial.curve(history.objective().metric()))
            .filter(curve -> !curve.isEmpty())
            .map(Curve::lastStep)
            .sorted(Comparator.reverseOrder())
            .limit(enough)
            .toList();
    return reached.size() < enough ? Optional.empty() : Optional.of(reached.get(enough - 1));
  }

  private static boolean rests(Trial trial) {
    return !(trial.state() instanceof TrialState.Running
        || trial.state() instanceof TrialState.Failed);
  }
}
