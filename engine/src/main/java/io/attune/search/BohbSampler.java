package io.attune.search;

import io.attune.search.tpe.SteppedSearch;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The sampler of BOHB, for schedulers that end or pause trials at steps in common. */
final class BohbSampler implements Sampler {
  private final SteppedSearch search;

  BohbSampler(SearchSpace space, SamplerSpec.Bohb settings) {
    this.search = new SteppedSearch(space, settings.candidates());
  }

  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    return search.suggest(history, random);
  }
}
