package io.attune.search.genetic;

import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * NSGA-II (Deb et al. 2002, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II"): a
 * population of random points, then children of the best points so far. Parents are chosen by
 * domination, violations of constraints included, and by crowding among equals.
 *
 * <p>Steady-state (Durillo et al. 2009, "On the Effect of the Steady-State Selection Scheme in
 * Multi-Objective Genetic Algorithms"): each child descends from the best of all trials that have
 * come to an outcome by then, instead of from the generation before its own. So nobody waits for
 * the slowest trial of a generation, and a suggestion follows from the history alone.
 */
public final class GeneticSearch {
  private static final int ATTEMPTS = 100;

  private final SearchSpace space;
  private final int population;

  /**
   * A search of a space.
   *
   * @param population points kept as parents, and random points at the start; at least 2
   */
  public GeneticSearch(SearchSpace space, int population) {
    this.space = space;
    this.population = population;
  }

  /** The next assignment; one that was not tried yet, if one turns up. */
  public Assignment suggest(History history, RandomGenerator random) {
    Set<Assignment> tried = new HashSet<>();
    history.trials().forEach(trial -> tried.add(trial.assignment()));
    Parents parents = Parents.of(history, population);
    boolean starting = history.trials().size() < population || parents.size() < 2;
    Breeding breeding = new Breeding(space, random);
    Assignment child = starting ? breeding.stranger() : breeding.child(parents);
    for (int i = 0; i < ATTEMPTS && tried.contains(child); i++) {
      child = starting || i >= ATTEMPTS / 2 ? breeding.stranger() : breeding.child(parents);
    }
    return child;
  }
}
