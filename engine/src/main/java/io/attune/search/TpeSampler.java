package io.attune.search;

import io.attune.search.tpe.TreeParzenSearch;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The tree-structured Parzen estimator. */
final class TpeSampler implements Sampler {
  private final TreeParzenSearch search;

  TpeSampler(SearchSpace space, SamplerSpec.Tpe settings) {
    this.search = new TreeParzenSearch(space, settings.startTrials(), settings.candidates());
  }

  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    return search.suggest(history, random);
  }
}
