package io.attune.search;

import io.attune.search.qmc.QuasiRandomSearch;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Trial after trial the next point of a sequence; what came of the others does not matter. */
final class QmcSampler implements Sampler {
  private final QuasiRandomSearch search;

  QmcSampler(SearchSpace space, SamplerSpec.Qmc settings, long seed) {
    this.search = new QuasiRandomSearch(space, settings.kind(), seed);
  }

  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    return Optional.of(search.assignment(history.trials().size()));
  }
}
