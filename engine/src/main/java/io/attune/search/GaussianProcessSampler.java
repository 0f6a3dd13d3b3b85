package io.attune.search;

import io.attune.search.gp.GaussianProcessSearch;
import io.attune.search.gp.Imputation;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Bayesian optimisation with a Gaussian process. */
final class GaussianProcessSampler implements Sampler {
  private final GaussianProcessSearch search;

  GaussianProcessSampler(SearchSpace space, OptionalInt trials, Imputation imputation) {
    this.search = new GaussianProcessSearch(space, trials, imputation);
  }

  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    return search.suggest(history, random);
  }
}
