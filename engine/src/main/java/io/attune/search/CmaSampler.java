package io.attune.search;

import io.attune.search.cma.CovarianceSearch;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Covariance matrix adaptation. */
final class CmaSampler implements Sampler {
  private final CovarianceSearch search;

  CmaSampler(SearchSpace space, SamplerSpec.Cma settings, long seed) {
    this.search = new CovarianceSearch(space, settings.sigma(), settings.population(), seed);
  }

  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    return Optional.of(search.suggest(history, random));
  }
}
