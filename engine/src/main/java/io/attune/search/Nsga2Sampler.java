package io.attune.search;

import io.attune.search.genetic.GeneticSearch;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** The genetic algorithm NSGA-II, for one objective or several. */
final class Nsga2Sampler implements Sampler {
  private static final int USUAL = 50;
  private static final int LEAST = 10;

  private final GeneticSearch search;

  Nsga2Sampler(SearchSpace space, SamplerSpec.Nsga2 settings, OptionalInt trials) {
    this.search =
        new GeneticSearch(space, settings.population().orElseGet(() -> population(trials)));
  }

  /** A population that is most of the plan would leave no trials to improve it. */
  private static int population(OptionalInt trials) {
    return trials.isEmpty() ? USUAL : Math.min(USUAL, Math.max(LEAST, trials.getAsInt() / 5));
  }

  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    return Optional.of(search.suggest(history, random));
  }
}
